using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Market.Tests;

/// <summary>Payments with kept cards as Stripe documents them: a key does one thing once, a declined try leaves a payment behind that has to be
/// cancelled, and a line that is deaf carries out what it never answers.</summary>
internal sealed class PlayedCards(FakeStripe stripe) : ICardGateway
{
    // Beside those of the payment page, which count from one.
    private const int FirstIntent = 1_000_000;

    private readonly Dictionary<string, Tried> _tries = new(StringComparer.Ordinal);
    private readonly Queue<string> _paid = new();

    private sealed record Tried(string Key, string Customer, DateTimeOffset At, bool Barred, CardCharge Charge);

    /// <summary>Why cards do not pay; null while they do.</summary>
    public Refusal? Declines { get; set; }

    /// <summary>The next payment that Stripe has taken and not said so.</summary>
    public bool TakePaid(out string? intent) => _paid.TryDequeue(out intent);

    public Task<GatewayAnswer<CardCharge>> Charge(CheckoutOrder order, string customerId, CancellationToken cancel) => Carry(() =>
    {
        if (stripe.Line is Line.Refusing) return GatewayAnswer<CardCharge>.Refused(Refusal.Other);
        if (Find(order.Key) is { } known) return known.Barred ? GatewayAnswer<CardCharge>.Unknown : Answer(known.Charge);
        return Answer(Try(order, customerId, barred: false, Declines is null ? ChargeState.Succeeded : ChargeState.Unpaid));
    });

    public Task<GatewayAnswer<CardCharge>> Bar(CheckoutOrder order, string customerId, CancellationToken cancel) => Carry(() =>
        Find(order.Key) is null ? GatewayAnswer<CardCharge>.Of(Try(order, customerId, barred: true, ChargeState.Unpaid)) : GatewayAnswer<CardCharge>.Unknown);

    public Task<GatewayAnswer<CardCharge>> GetCharge(string paymentIntent, CancellationToken cancel) => Carry(() =>
        _tries.TryGetValue(paymentIntent, out var tried) ? GatewayAnswer<CardCharge>.Of(tried.Charge) : GatewayAnswer<CardCharge>.Refused(Refusal.Other));

    public Task<GatewayAnswer<IReadOnlyList<CardCharge>>> ListCharges(string customerId, DateTimeOffset since, CancellationToken cancel) => Carry(() =>
        GatewayAnswer<IReadOnlyList<CardCharge>>.Of(
            [.. _tries.Values.Where(tried => tried.Customer == customerId && tried.At >= since).Select(tried => tried.Charge).Reverse()]));

    public Task<GatewayAnswer<CardCharge>> CancelCharge(string paymentIntent, string key, CancellationToken cancel) => Carry(() =>
    {
        if (!_tries.TryGetValue(paymentIntent, out var tried) || tried.Charge.State is not ChargeState.Unpaid) return GatewayAnswer<CardCharge>.Refused(Refusal.Other);
        _tries[paymentIntent] = tried with { Charge = tried.Charge with { State = ChargeState.Canceled } };
        return GatewayAnswer<CardCharge>.Of(_tries[paymentIntent].Charge);
    });

    // Cards are neither forgotten nor preferred here.
    public Task<GatewayAnswer<string>> Forget(string paymentMethod, string key, CancellationToken cancel) => throw new NotSupportedException();

    public Task<GatewayAnswer<string>> Prefer(string customerId, string paymentMethod, string key, CancellationToken cancel) => throw new NotSupportedException();

    public Task<GatewayAnswer<Uri>> OpenKeepingPage(KeepingOrder order, string customerId, string key, CancellationToken cancel) => throw new NotSupportedException();

    private Tried? Find(string key) => _tries.Values.FirstOrDefault(tried => tried.Key == key);

    private CardCharge Try(CheckoutOrder order, string customer, bool barred, ChargeState state)
    {
        var charge = new CardCharge($"pi_{FirstIntent + _tries.Count}", state, order.Purchase, state is ChargeState.Succeeded || barred ? null : Declines);
        _tries.Add(charge.Id, new Tried(order.Key, customer, order.OpenedAt, barred, charge));
        if (state is not ChargeState.Succeeded) return charge;
        stripe.Payments[charge.Id] = new HostedPayment(
            charge.Id, Succeeded: true, order.Purchase, new Money(order.Terms.Lines.Sum(line => line.Cents), order.Currency), customer);
        _paid.Enqueue(charge.Id);
        return charge;
    }

    // A stored answer is given again, whatever has become of the payment since.
    private static GatewayAnswer<CardCharge> Answer(CardCharge charge) =>
        charge.Why is { } why ? GatewayAnswer<CardCharge>.Refused(why, charge.Id) : GatewayAnswer<CardCharge>.Of(charge);

    private Task<GatewayAnswer<T>> Carry<T>(Func<GatewayAnswer<T>> work)
        where T : class
    {
        if (stripe.Line is Line.Down) return Task.FromResult(GatewayAnswer<T>.Unknown);
        var answer = work();
        return Task.FromResult(stripe.Line is Line.Deaf ? GatewayAnswer<T>.Unknown : answer);
    }
}
