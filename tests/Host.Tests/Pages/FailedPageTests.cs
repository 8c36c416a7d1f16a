using System.Net;
using Dapper;
using LeadMarket.Host.Tests.Accounts;
using LeadMarket.Host.Tests.Purchases;

namespace LeadMarket.Host.Tests.Pages;

[Collection(SufferingMarket.Name)]
public sealed class FailedPageTests(FaultyMarket market)
{
    private const string Profile = "/fr/compte?d=ailleurs";

    [Fact]
    public async Task A_page_that_failed_is_asked_for_again_at_its_own_address_and_a_form_is_not_sent_again()
    {
        var browser = await new AccountOwner(market.Market, (await market.Market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0]).SignIn();
        await browser.Open(Profile);
        browser.Status.ShouldBe(HttpStatusCode.OK);
        await using var administrator = await market.Administrate("alter table purchasing.contractors rename to contractors_lost");
        try
        {
            await browser.Send("handler=Pause");
            (browser.Status, Retries(browser)).ShouldBe((HttpStatusCode.InternalServerError, 0));
            await browser.Open(Profile);
            (browser.Status, Retries(browser)).ShouldBe((HttpStatusCode.InternalServerError, 1));
        }
        finally
        {
            await administrator.ExecuteAsync("alter table purchasing.contractors_lost rename to contractors");
        }

        await browser.Open(Profile);
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    // A link without an address leads to the page's own.
    private static int Retries(Browsing browser) => browser.Page.QuerySelectorAll(".error-actions a[href='']").Length;
}
