using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>An event that could not be delivered for a day waits for staff, who see why and have it tried again.</summary>
[Collection(OneAccountMarket.Name)]
public sealed class GivenUpMessageTests(AccountMarket fixture)
{
    private const string Books = "/fr/admin/comptes";
    private readonly Ledger _ledger = new(fixture.Market.Database);

    [Theory]
    [InlineData("leads")]
    [InlineData("purchasing")]
    [InlineData("billing")]
    [InlineData("coupons")]
    [InlineData("notifications")]
    public async Task Whichever_module_gave_it_up_staff_see_it_and_have_it_delivered(string module)
    {
        var (message, why) = (Guid.CreateVersion7(), $"the vendor of {module} was away for a night");
        await _ledger.Rows<int>($"""
            insert into {module}.outbox_messages (id, name, payload, published_at, attempts, due_at, last_error, dead_at)
            values (@message, 'billing.alarm-raised.v1', jsonb_build_object(
                'alarm', @message, 'kind', 'dispute', 'subject', @why, 'detail', @why, 'at', '2026-11-20T12:00:00Z'), @at, 160, @at, @why, @at)
            """, new { message, why, at = DateTime.UnixEpoch.AddYears(56) });
        var staff = await new AccountOwner(fixture.Market, new SeededContractor("", "admin@example.com", "")).SignIn();
        await staff.Open(Books);
        staff.Says.ShouldContain(why);
        staff.Says.ShouldContain(message.ToString());

        var form = staff.Page.QuerySelector($"form:has(input[value='{message}'])").ShouldNotBeNull();
        form.QuerySelector("input[name=module]")!.GetAttribute("value").ShouldBe(module);
        await staff.Send("handler=Again");
        staff.Status.ShouldBe(HttpStatusCode.SeeOther);

        await Eventually.Holds(
            async () => await _ledger.Value<int>($"select count(*)::int from {module}.outbox_messages where id = @message", new { message }) == 0,
            TimeSpan.FromSeconds(30), "the message is delivered");
        await staff.Open(Books);
        staff.Says.ShouldNotContain(why);
    }
}
