using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>Two hundred contractors at one lead, over sockets, against two hosts on one database.</summary>
[Collection(SharedMarket.Name)]
public sealed class StampedeTests(MarketFixture fixture)
{
    private const int Crowd = 200;
    private const int Rounds = 10;
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task Three_of_two_hundred_get_a_checkout_ten_times_over_and_every_payment_counts_once()
    {
        var seeded = await _market.Sandbox.Seed(Crowd, Rounds, service: "heat-pump");
        var crowd = seeded.Contractors.Select((account, n) => new Contractor(Visitor(n % 2), account)).ToList();
        var deadlocks = await fixture.Ledger.Deadlocks();
        var before = (await _market.Sandbox.Payments()).Count;
        await _market.Sandbox.SendWebhooks(copies: 5, shuffle: true);

        var bought = new List<(Contractor Buyer, Answer Unlock)>();
        foreach (var lead in seeded.Leads)
        {
            var answers = await Task.WhenAll(crowd.Select(async buyer => (Buyer: buyer, Unlock: await buyer.Unlock(lead.ListingId))));

            var won = answers.Where(answer => answer.Unlock.Status == HttpStatusCode.Created).ToList();
            won.Count.ShouldBe(3);
            answers.Count(answer => answer.Unlock is { Status: HttpStatusCode.Conflict, Code: "purchasing.lead-sold-out" }).ShouldBe(Crowd - 3);
            bought.AddRange(won);
            foreach (var (_, unlock) in won) (await _market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        }

        foreach (var (buyer, unlock) in bought) await buyer.WaitFor(unlock.UnlockId, "paid");
        await _market.Sandbox.SendWebhooks();
        (await fixture.Ledger.Deadlocks()).ShouldBe(deadlocks);

        // Every event came five times, in any order: one payment and one unlock for each, and Stripe's books agree with ours.
        var captured = (await _market.Sandbox.Payments()).Where(payment => bought.Any(entry => entry.Unlock.UnlockId == payment.Purchase)).ToList();
        captured.Count.ShouldBe(3 * Rounds);
        ((await _market.Sandbox.Payments()).Count - before).ShouldBe(3 * Rounds);
        var recorded = await fixture.Ledger.Rows<string>(
            "select payment_intent || ' ' || amount_cents from billing.payments where purchase_id = any(@ids) and accepted",
            new { ids = bought.Select(entry => entry.Unlock.UnlockId).ToArray() });
        recorded.Order(StringComparer.Ordinal).ShouldBe(captured.Select(payment => $"{payment.Id} {payment.Amount}").Order(StringComparer.Ordinal));
        foreach (var lead in seeded.Leads)
            (await fixture.Ledger.Unlocks(lead.ListingId)).Select(row => (row.State, row.Slot)).Order().ShouldBe([("paid", 1), ("paid", 2), ("paid", 3)]);
    }

    // One client for each, as two hundred browsers would be: no shared connection pool to queue them.
    private HttpClient Visitor(int host)
    {
        var visitor = _market.NewVisitor(host);
        visitor.Timeout = TimeSpan.FromSeconds(60);
        return visitor;
    }
}
