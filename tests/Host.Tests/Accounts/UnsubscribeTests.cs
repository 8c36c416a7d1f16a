using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>Mail programs press the button of a mail by themselves, and mail scanners open its links: RFC 8058.</summary>
[Collection(OneAccountMarket.Name)]
public sealed class UnsubscribeTests(AccountMarket fixture)
{
    private const string Key = "q3Zk9vB_0aY-7TtHc2mWxA";

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_a_post_without_cookies_stops_the_mails()
    {
        var owner = await fixture.NewOwner();
        await new Ledger(fixture.Market.Database).Value<int>(
            "insert into notifications.unsubscribe_links (key, contractor_id, event, created_at) values (@Key, @ContractorId, 'new-lead', now()) returning 1",
            new { Key, owner.ContractorId });
        using var program = fixture.Market.NewVisitor();

        foreach (var address in new[] { $"/fr/desabonnement/{Key}", $"/en/unsubscribe/{Key}" })
        {
            using var opened = await program.GetAsync(address);
            opened.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await opened.Content.ReadAsStringAsync()).ShouldContain("<form");
        }

        HttpContent[] bodies =
        [
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]),
            new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } },
            new ByteArrayContent([]),
        ];
        foreach (var body in bodies)
        {
            using var stopped = await program.PostAsync($"/fr/desabonnement/{Key}", body);
            stopped.StatusCode.ShouldBe(HttpStatusCode.OK, "no redirect, and no token asked for");
            (await stopped.Content.ReadAsStringAsync()).ShouldNotContain("<form method=\"post\" action=\"/fr/desabonnement");
        }

        var browser = await owner.SignIn();
        await browser.Open("/fr/compte/avis");
        browser.Page.QuerySelector("[value='new-lead.email']")!.HasAttribute("checked").ShouldBeFalse();
        browser.Page.QuerySelector("[value='reminder.email']")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Theory]
    [InlineData("/fr/desabonnement/AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/en/unsubscribe/%27%3Cscript%3E")]
    public async Task A_link_that_was_never_given_is_not_found(string address)
    {
        using var program = fixture.Market.NewVisitor();
        using var opened = await program.GetAsync(address);
        opened.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var posted = await program.PostAsync(address, content: null);
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
