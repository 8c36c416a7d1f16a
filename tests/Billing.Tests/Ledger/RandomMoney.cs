using System.Collections.Concurrent;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>A few contractors who buy from several hosts at once, and what came of it.</summary>
internal sealed class RandomMoney(BillingDatabase billing, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    public BillingDatabase Billing { get; } = billing;

    /// <summary>Few, so that the hosts meet at the same credits.</summary>
    public IReadOnlyList<ContractorId> Contractors { get; } = [.. Enumerable.Range(0, 5).Select(_ => new ContractorId(Guid.CreateVersion7()))];

    public ConcurrentDictionary<PurchaseId, ContractorId> Purchases { get; } = new();

    /// <summary>Operations that ended as they should.</summary>
    public int Done => _outcomes.Where(outcome => !outcome.Key.EndsWith("died", StringComparison.Ordinal)).Sum(outcome => outcome.Value);

    public string Summary => string.Join(", ", _outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Key} {outcome.Value}"));

    public BusyHost HostOf(int number) => new(this, new Random(unchecked(seed + (number + 1) * 7919)));

    /// <summary>From now on one post in twelve is the last thing its host does.</summary>
    public void LetHostsDie() => Billing.Faults.Strike = () =>
    {
        lock (_chance) return _chance.Next(12) == 0;
    };

    public void LetHostsLive() => Billing.Faults.Strike = null;

    public void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    /// <summary>What Stripe took in from these contractors and has not given back, by its own records.</summary>
    public long HeldByStripe()
    {
        var taken = Billing.Stripe.Payments.Values.Where(payment => payment.Purchase is { } purchase && Purchases.ContainsKey(purchase)).ToList();
        var intents = taken.Select(payment => payment.Id).ToHashSet(StringComparer.Ordinal);
        var back = Billing.Stripe.Refunds.Values.Where(refund => refund.PaymentIntent is { } intent && intents.Contains(intent) && refund.State is RefundState.Succeeded);
        return taken.Sum(payment => payment.Captured.Cents) - back.Sum(refund => refund.AmountCents);
    }
}
