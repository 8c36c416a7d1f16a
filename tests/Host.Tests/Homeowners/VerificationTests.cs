using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Homeowners;

[Collection(SharedMarket.Name)]
public sealed class VerificationTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task A_lead_is_listed_when_its_phone_is_verified_and_its_conversion_counts_once()
    {
        var homeowner = new Homeowner(_market);
        ((string)(await homeowner.Submit()).Body["status"]!).ShouldBe("submitted");
        ((string)(await homeowner.AskForCode()).Body["state"]!).ShouldBe("sent");
        var wrong = await homeowner.Check("000000" == await _market.Sandbox.CodeFor(homeowner.Phone) ? "111111" : "000000");
        wrong.Code.ShouldBe("leads.code-wrong");
        (await fixture.Ledger.Value<int>("select count(*)::int from purchasing.listings where lead_id = @lead", new { lead = homeowner.Lead })).ShouldBe(0);

        (await homeowner.Check(await _market.Sandbox.CodeFor(homeowner.Phone))).Status.ShouldBe(HttpStatusCode.OK);

        await Eventually.Holds(
            async () => await fixture.Ledger.Value<int>("select count(*)::int from purchasing.listings where lead_id = @lead", new { lead = homeowner.Lead }) == 1,
            TimeSpan.FromSeconds(20), "the lead is listed");
        var eventId = await fixture.Ledger.Value<string>("select event_id from leads.conversions where lead_id = @lead", new { lead = homeowner.Lead });
        await Eventually.Holds(
            async () => (await _market.Sandbox.MetaEvents()).Count(heard => heard.EventId == eventId) == 1, TimeSpan.FromSeconds(30), "Meta hears of it");
    }

    [Fact]
    public async Task The_sixth_code_is_refused_with_when_to_come_back()
    {
        var homeowner = new Homeowner(_market);
        await homeowner.Submit();
        (await homeowner.AskForCode()).Status.ShouldBe(HttpStatusCode.Accepted);
        (await homeowner.AskForCode()).Code.ShouldBe("leads.code-too-soon");
        for (var n = 1; n < 5; n++) (await AfterTheWait(homeowner)).Status.ShouldBe(HttpStatusCode.Accepted);

        var sixth = await AfterTheWait(homeowner);

        sixth.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        sixth.Code.ShouldBe("leads.too-many-codes");
    }

    private async Task<Answer> AfterTheWait(Homeowner homeowner)
    {
        Answer last = null!;
        await _market.Sandbox.Advance(TimeSpan.FromSeconds(31));
        await Eventually.Holds(
            async () => (last = await homeowner.AskForCode()).Code != "leads.code-too-soon", TimeSpan.FromSeconds(10), "the hosts follow the clock");
        return last;
    }

    [Fact]
    public async Task Vendors_that_fail_do_not_cost_the_request()
    {
        var homeowner = new Homeowner(_market);
        foreach (var vendor in new[] { "twilio", "resend", "meta" }) await _market.Sandbox.SetVendor(vendor, "failing");
        try
        {
            (await homeowner.Submit()).Status.ShouldBe(HttpStatusCode.Created);
            var asked = await homeowner.AskForCode();
            asked.Status.ShouldBe(HttpStatusCode.Accepted);
            ((string)asked.Body["state"]!).ShouldBe("waiting");
        }
        finally
        {
            foreach (var vendor in new[] { "twilio", "resend", "meta" }) await _market.Sandbox.SetVendor(vendor, "normal");
        }

        // A vendor that did not answer may still have sent the first text: the wait before the next is the same.
        ((string)(await AfterTheWait(homeowner)).Body["state"]!).ShouldBe("sent");
        (await homeowner.Check(await _market.Sandbox.CodeFor(homeowner.Phone))).Status.ShouldBe(HttpStatusCode.OK);
        (await homeowner.PageAddress()).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":"abc"}""")]
    [InlineData("""{"code":"12345678901234567890"}""")]
    [InlineData("""{"code":"\u0000"}""")]
    [InlineData("""{}""")]
    public async Task A_code_that_is_none_is_refused_beside_its_field(string body)
    {
        var homeowner = new Homeowner(_market);
        await homeowner.Submit();
        await homeowner.AskForCode();

        var refused = await homeowner.Check((string?)JsonNode.Parse(body)!["code"]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Body["errors"]!["code"].ShouldNotBeNull();
    }
}
