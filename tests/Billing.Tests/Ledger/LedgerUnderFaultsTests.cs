using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using Xunit.Abstractions;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>Random work by several hosts at once, any of which may die in the middle of a transaction. What Stripe holds is counted
/// apart from the books, and has to be what they say.</summary>
/// <remarks><c>LEADMARKET_LEDGER_OPERATIONS</c> sets how many operations, <c>LEADMARKET_LEDGER_SEED</c> which ones.</remarks>
[Collection(WholeBooks.Name)]
public sealed class LedgerUnderFaultsTests(BillingDatabase billing, ITestOutputHelper output) : BillingTest(billing)
{
    private const int Hosts = 8;
    private const int Checkpoints = 5;

    // A fraction of the 10,000 that are asked for: those take minutes, and are run before a release.
    private static readonly int Operations = Setting("LEADMARKET_LEDGER_OPERATIONS") ?? 600;

    [Fact]
    public async Task The_ledger_holds_after_random_operations_with_faults()
    {
        var seed = Setting("LEADMARKET_LEDGER_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}, {Operations} operations");
        var market = new RandomMoney(Billing, seed);
        try
        {
            var hosts = Enumerable.Range(0, Hosts).Select(host => market.HostOf(host)).ToList();
            for (var checkpoint = 1; checkpoint <= Checkpoints; checkpoint++)
            {
                market.LetHostsDie();
                await Task.WhenAll(hosts.Select(host => host.Work(Operations / Checkpoints / Hosts)));
                market.LetHostsLive();
                await CheckBooks(market, $"seed {seed}, checkpoint {checkpoint}");
            }

            await Task.WhenAll(hosts.Select(host => host.FinishWhatDied()));
            await Billing.Deliver();
            await CheckBooks(market, $"seed {seed}, at the end");
            (await StripeByTheBooks(market)).ShouldBe(market.HeldByStripe(), $"seed {seed}");
        }
        finally
        {
            market.LetHostsLive();
        }

        output.WriteLine(market.Summary);
        market.Done.ShouldBeGreaterThan(Operations / 2);
    }

    private async Task CheckBooks(RandomMoney market, string when)
    {
        (await Billing.Faults()).ShouldBeEmpty(when);
        foreach (var contractor in market.Contractors)
        {
            var credits = (await Billing.Send(Actor.Contractor(contractor), new GetCredits(contractor))).Value;
            credits.Available.Cents.ShouldBeInRange(0, credits.Balance.Cents, when);
            credits.Movements.ShouldAllBe(movement => movement.Balance.Cents >= 0, when);
            credits.Balance.Cents.ShouldBe(credits.Movements.FirstOrDefault()?.Balance.Cents ?? 0, when);
        }
    }

    private Task<long> StripeByTheBooks(RandomMoney market) => Billing.Truth<long>(
        "select coalesce(sum(cents), 0)::bigint from billing.ledger_lines where account = 'stripe' and contractor_id = any(@ids)",
        new { ids = market.Contractors.Select(contractor => contractor.Value).ToArray() });

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
