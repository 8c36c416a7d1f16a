using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Homeowners;

/// <summary>A homeowner ends their request while contractors are at it, over sockets, on two hosts.</summary>
[Collection(SharedMarket.Name)]
public sealed class WithdrawalTests(MarketFixture fixture)
{
    private const int Crowd = 50;
    private readonly MarketProcesses _market = fixture.Market;

    [Theory]
    [InlineData("handler=Close", "closed")]
    [InlineData("handler=Withdraw", "withdrawn")]
    public async Task From_the_next_request_on_nobody_gets_in_and_money_on_its_way_comes_back(string action, string status)
    {
        var homeowner = new Homeowner(_market);
        var listing = await homeowner.GetListed(fixture.Ledger);
        var page = await homeowner.PageAddress();
        var buyers = (await _market.Sandbox.Seed(Crowd, leads: 0)).Contractors
            .Select((account, n) => new Contractor(_market.NewVisitor(n % 2), account)).ToList();

        // One has paid, and the news of it has not arrived.
        await _market.Sandbox.SendWebhooks(hold: true);
        var underWay = await buyers[0].Unlock(listing);
        (await _market.Sandbox.Pay(underWay.Checkout)).ShouldBe(HttpStatusCode.SeeOther);

        // The crowd comes while the homeowner presses the button.
        var rush = Task.WhenAll(buyers.Skip(1).Select(buyer => buyer.AskForUnlock(listing)));
        await homeowner.Press(page, action);
        var late = await Task.WhenAll(buyers.Skip(1).Select(buyer => buyer.AskForUnlock(listing)));

        late.Select(answer => answer.Status).ShouldAllBe(answer => answer == HttpStatusCode.Conflict);
        var quick = (await rush).Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        quick.Count.ShouldBeLessThanOrEqualTo(2);
        late.Count(answer => answer.Code is "purchasing.lead-closed").ShouldBeGreaterThanOrEqualTo(Crowd - 1 - quick.Count);

        await _market.Sandbox.SendWebhooks();
        await _market.Sandbox.Redeliver();
        var refunded = await buyers[0].WaitFor(underWay.UnlockId, "refunded");
        refunded.Body["contact"].ShouldBeNull();
        await Eventually.Holds(
            async () => (await fixture.Ledger.Unlocks(listing)).All(unlock => unlock.State is "expired" or "refunded"),
            TimeSpan.FromSeconds(60), "whoever was quick is let go unpaid");
        (await fixture.Ledger.Value<string>("select status from leads.leads where id = @lead", new { lead = homeowner.Lead })).ShouldBe(status);
        (await buyers[1].Board()).Body.ToJsonString().ShouldNotContain(listing);
    }

    [Fact]
    public async Task Who_bought_is_named_told_and_loses_the_details()
    {
        var homeowner = new Homeowner(_market);
        var listing = await homeowner.GetListed(fixture.Ledger);
        var page = await homeowner.PageAddress();
        var buyers = (await _market.Sandbox.Seed(contractors: 2, leads: 0)).Contractors
            .Select(account => new Contractor(_market.NewVisitor(), account)).ToList();
        var unlocks = new List<Guid>();
        foreach (var buyer in buyers)
        {
            var unlock = await buyer.Unlock(listing);
            await _market.Sandbox.Pay(unlock.Checkout);
            ((string)(await buyer.WaitFor(unlock.UnlockId, "paid")).Body["contact"]!["phone"]!).ShouldBe(homeowner.Phone);
            unlocks.Add(unlock.UnlockId);
        }

        (await homeowner.Open(page)).QuerySelector("main")!.TextContent.ShouldContain("Rénovation 1");
        await homeowner.Press(page, "handler=Buyer", ("unlock", unlocks[0].ToString()));

        (await buyers[0].GetUnlock(unlocks[0])).Body["contact"].ShouldBeNull();
        ((string?)(await buyers[1].GetUnlock(unlocks[1])).Body["contact"]!["phone"]).ShouldBe(homeowner.Phone);

        await homeowner.Press(page, "handler=Withdraw");

        await Eventually.Holds(
            async () => (await buyers[1].GetUnlock(unlocks[1])).Body["contact"] is null, TimeSpan.FromSeconds(20), "the other loses them too");
        foreach (var buyer in buyers)
        {
            await Eventually.Holds(
                async () => (await _market.Sandbox.Mailbox(buyer.Account.Email)).Count(mail => mail.Subject.StartsWith("Ne communiquez plus", StringComparison.Ordinal)) == 1,
                TimeSpan.FromSeconds(30), "each buyer is told, once");
        }
    }
}
