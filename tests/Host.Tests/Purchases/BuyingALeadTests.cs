using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

[Collection(SharedMarket.Name)]
public sealed class BuyingALeadTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task A_contractor_pays_the_price_with_both_taxes_and_sees_the_contact()
    {
        var (seeded, buyer) = await Seed(contractors: 1, leads: 1);
        var listing = seeded.Leads[0].ListingId;

        var board = await buyer.Board();
        board.Body.ToJsonString().ShouldNotContain("@example.com");
        var item = board.Body["items"]!.AsArray().Single(entry => (string)entry!["listingId"]! == listing)!;
        ((long)item["priceCents"]!).ShouldBe(2900);
        ((int)item["slotsTaken"]!).ShouldBe(0);

        var unlock = await buyer.Unlock(listing);
        unlock.Status.ShouldBe(HttpStatusCode.Created);
        ((long)unlock.Body["subtotalCents"]!).ShouldBe(2900);
        ((long)unlock.Body["discountCents"]!).ShouldBe(0);
        unlock.Body["taxes"]!.AsArray().Select(tax => ((string)tax!["code"]!, (long)tax["amountCents"]!)).ShouldBe([("gst", 145), ("qst", 289)]);
        ((long)unlock.Body["amountCents"]!).ShouldBe(3334);
        (await buyer.GetUnlock(unlock.UnlockId)).Body["contact"].ShouldBeNull();

        (await _market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        var paid = await buyer.WaitFor(unlock.UnlockId, "paid");
        ((string)paid.Body["contact"]!["email"]!).ShouldEndWith("@example.com");
        (await fixture.Ledger.PaymentsOf(unlock.UnlockId)).Count.ShouldBe(1);

        await Eventually.Holds(
            async () => (await _market.Sandbox.Mailbox(buyer.Account.Email)).Any(mail => mail.Text!.Contains("33,34", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20), "the receipt with the total arrives");
    }

    [Fact]
    public async Task A_declined_card_leaves_the_checkout_open_for_another()
    {
        var (seeded, buyer) = await Seed(contractors: 1, leads: 1);
        var unlock = await buyer.Unlock(seeded.Leads[0].ListingId);

        (await _market.Sandbox.Pay(unlock.Checkout, TestCards.Declined)).ShouldBe(HttpStatusCode.PaymentRequired);
        (await _market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);

        await buyer.WaitFor(unlock.UnlockId, "paid");
    }

    [Fact]
    public async Task Asked_again_while_it_is_open_the_same_checkout_is_answered()
    {
        var (seeded, buyer) = await Seed(contractors: 1, leads: 1);
        var listing = seeded.Leads[0].ListingId;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => buyer.Unlock(listing)));

        answers.Select(answer => answer.UnlockId).Distinct().Count().ShouldBe(1);
        (await fixture.Ledger.SlotsTaken(listing)).ShouldBe(1);
        (await buyer.Unlock(listing)).Checkout.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_third_paid_unlock_locks_the_lead_for_everyone_else()
    {
        var seeded = await _market.Sandbox.Seed(contractors: 4, leads: 1);
        var listing = seeded.Leads[0].ListingId;
        var buyers = seeded.Contractors.Select(account => new Contractor(_market.NewVisitor(), account)).ToList();
        foreach (var buyer in buyers.Take(3))
        {
            var unlock = await buyer.Unlock(listing);
            await _market.Sandbox.Pay(unlock.Checkout);
            await buyer.WaitFor(unlock.UnlockId, "paid");
        }

        var refused = await buyers[3].Unlock(listing);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("purchasing.lead-sold-out");
        (await buyers[3].Board()).Body.ToJsonString().ShouldNotContain(listing);
        (await buyers[0].Unlock(listing)).Code.ShouldBe("purchasing.already-unlocked");
    }

    [Fact]
    public async Task A_hold_that_ends_unpaid_reopens_the_slot_and_the_old_checkout_cannot_be_paid()
    {
        var seeded = await _market.Sandbox.Seed(contractors: 4, leads: 1);
        var listing = seeded.Leads[0].ListingId;
        var buyers = seeded.Contractors.Select(account => new Contractor(_market.NewVisitor(), account)).ToList();
        var held = await Task.WhenAll(buyers.Take(3).Select(buyer => buyer.Unlock(listing)));
        (await buyers[3].Unlock(listing)).Code.ShouldBe("purchasing.lead-sold-out");

        await _market.Sandbox.Advance(TimeSpan.FromMinutes(15.1));

        await Task.WhenAll(buyers.Take(3).Zip(held).Select(pair => pair.First.WaitFor(pair.Second.UnlockId, "expired")));
        (await _market.Sandbox.Pay(held[0].Checkout)).ShouldBe(HttpStatusCode.Gone);
        (await buyers[3].Unlock(listing)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Price_plan_and_buyer_in_the_body_are_ignored()
    {
        var (seeded, buyer) = await Seed(contractors: 1, leads: 1);

        var unlock = await buyer.Send(HttpMethod.Post, $"/api/v1/listings/{seeded.Leads[0].ListingId}/unlock", new JsonObject
        {
            ["priceCents"] = 1, ["amountCents"] = 1, ["plan"] = "elite", ["contractorId"] = Guid.NewGuid().ToString(),
        });

        ((long)unlock.Body["amountCents"]!).ShouldBe(3334);
    }

    [Fact]
    public async Task The_plan_decides_the_price()
    {
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 1, plan: "elite");
        var buyer = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);

        // 9.00 + 0.45 + 0.90 (0.89775 rounded half up)
        ((long)(await buyer.Unlock(seeded.Leads[0].ListingId)).Body["amountCents"]!).ShouldBe(1035);
    }

    [Fact]
    public async Task Another_contractors_unlock_does_not_exist()
    {
        var seeded = await _market.Sandbox.Seed(contractors: 2, leads: 1);
        var owner = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);
        var stranger = new Contractor(_market.NewVisitor(host: 1), seeded.Contractors[1]);
        var unlock = await owner.Unlock(seeded.Leads[0].ListingId);

        var peek = await stranger.GetUnlock(unlock.UnlockId);

        peek.Status.ShouldBe(HttpStatusCode.NotFound);
        peek.Code.ShouldBe("purchasing.unlock-not-found");
    }

    private async Task<(Seeded Seeded, Contractor Buyer)> Seed(int contractors, int leads)
    {
        var seeded = await _market.Sandbox.Seed(contractors, leads);
        return (seeded, new Contractor(_market.NewVisitor(), seeded.Contractors[0]));
    }
}
