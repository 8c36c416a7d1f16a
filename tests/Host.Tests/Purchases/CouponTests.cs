using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

[Collection(SharedMarket.Name)]
public sealed class CouponTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task Thirty_two_contractors_on_a_code_with_ten_uses_get_exactly_ten()
    {
        var code = await _market.Sandbox.MakeCoupon(percentOff: 20, totalCap: 10);
        var seeded = await _market.Sandbox.Seed(contractors: 32, leads: 11, service: "heat-pump");
        var buyers = seeded.Contractors.Select((account, n) => new Contractor(_market.NewVisitor(n % 2), account)).ToList();

        // Eleven leads have thirty-three slots, so that only the code is short.
        var answers = await Task.WhenAll(buyers.Select((buyer, n) => buyer.Unlock(seeded.Leads[n / 3].ListingId, code)));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(10);
        answers.Count(answer => answer.Code == "coupons.not-applicable").ShouldBe(22);
        (await fixture.Ledger.CouponUses(code)).ShouldBe(10);

        // The refused hold nothing: full price was never an option, and their slots are free again.
        foreach (var lead in seeded.Leads)
        {
            var holding = (await fixture.Ledger.Unlocks(lead.ListingId)).Count(row => row.State == "open");
            (await fixture.Ledger.SlotsTaken(lead.ListingId)).ShouldBe(holding);
        }
    }

    [Fact]
    public async Task A_code_takes_its_percentage_off_before_tax_and_is_redeemed_by_the_payment()
    {
        var code = await _market.Sandbox.MakeCoupon(percentOff: 20, totalCap: 1);
        var seeded = await _market.Sandbox.Seed(contractors: 2, leads: 1);
        var buyer = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);

        var unlock = await buyer.Unlock(seeded.Leads[0].ListingId, $" {code.ToLowerInvariant()} ");

        // 29.00 − 5.80 = 23.20; 1.16 GST; 2.31 QST (2.3142)
        ((long)unlock.Body["discountCents"]!).ShouldBe(580);
        ((long)unlock.Body["amountCents"]!).ShouldBe(2667);
        await _market.Sandbox.Pay(unlock.Checkout);
        await buyer.WaitFor(unlock.UnlockId, "paid");
        await Eventually.Holds(
            async () => await fixture.Ledger.Value<int>("select redeemed from coupons.coupons where code = @code", new { code }) == 1,
            TimeSpan.FromSeconds(20), "the use is redeemed");
        var late = await new Contractor(_market.NewVisitor(), seeded.Contractors[1]).Unlock(seeded.Leads[0].ListingId, code);
        late.Code.ShouldBe("coupons.not-applicable");
    }

    [Fact]
    public async Task A_hold_that_ends_gives_the_use_back()
    {
        var code = await _market.Sandbox.MakeCoupon(percentOff: 50, totalCap: 1);
        var seeded = await _market.Sandbox.Seed(contractors: 2, leads: 1);
        var first = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);
        var second = new Contractor(_market.NewVisitor(), seeded.Contractors[1]);
        var held = await first.Unlock(seeded.Leads[0].ListingId, code);
        (await second.Unlock(seeded.Leads[0].ListingId, code)).Code.ShouldBe("coupons.not-applicable");

        await _market.Sandbox.Advance(TimeSpan.FromMinutes(15.1));
        await first.WaitFor(held.UnlockId, "expired");

        (await second.Unlock(seeded.Leads[0].ListingId, code)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_code_for_the_whole_price_needs_no_card()
    {
        var code = await _market.Sandbox.MakeCoupon(percentOff: 100, totalCap: 5);
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 1);
        var buyer = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);

        // No checkout to wait for: the answer is 202 and the payment of nothing follows.
        var unlock = await buyer.AskForUnlock(seeded.Leads[0].ListingId, code);

        ((long)unlock.Body["amountCents"]!).ShouldBe(0);
        await buyer.WaitFor(unlock.UnlockId, "paid");
    }

    [Theory]
    [InlineData("NOPE-NOPE")]
    [InlineData("ВІЕNVENUE")]
    [InlineData("'; drop table coupons.coupons; --")]
    [InlineData("a\0b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task An_unusable_code_refuses_the_unlock_in_one_way_only(string code)
    {
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 1);
        var buyer = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);

        var refused = await buyer.Unlock(seeded.Leads[0].ListingId, code);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Code.ShouldBe("coupons.not-applicable");
        (await fixture.Ledger.SlotsTaken(seeded.Leads[0].ListingId)).ShouldBe(0);
    }
}
