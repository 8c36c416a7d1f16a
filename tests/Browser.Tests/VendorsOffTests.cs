using System.Diagnostics;
using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests;

/// <summary>No vendor's bad day costs a homeowner their request.</summary>
[Collection(SharedSite.Name)]
public sealed class VendorsOffTests(SiteFixture site)
{
    private static readonly string[] Vendors = ["stripe", "twilio", "resend", "meta"];

    // A person gives up on a page that takes longer.
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task With_every_vendor_off_a_request_is_kept_and_is_finished_from_the_mailed_link_once_they_are_back()
    {
        var (first, second) = (Homeowner.At("J4W 1A1"), Homeowner.At("J3Y 1A1"));
        await using var french = await site.NewVisitor("fr");
        await using var english = await site.NewVisitor("en");
        var (frenchPages, englishPages) = (new PageInspection(french), new PageInspection(english));
        try
        {
            await Switch("silent");
            await IsKept(french, first, frenchPages);
            await Switch("failing");
            await IsKept(english, second, englishPages);
        }
        finally
        {
            await Switch("normal");
        }

        // What failed is tried again after a pause.
        await site.Market.Sandbox.Advance(TimeSpan.FromMinutes(1));
        await Finishes(french, first, frenchPages);
        await Finishes(english, second, englishPages);
        frenchPages.Found.Concat(englishPages.Found).Concat(french.Complaints).Concat(english.Complaints).ShouldBeEmpty();
    }

    private static async Task IsKept(Visitor visitor, Homeowner homeowner, PageInspection pages)
    {
        var clock = Stopwatch.StartNew();
        await new QuickRequest(visitor, homeowner).Sends();
        await visitor.IsTitled(visitor.Words("code.waiting.title"));
        clock.Elapsed.ShouldBeLessThan(Bearable);
        await pages.Look(PagePaths.IntakeCode, "waiting");
    }

    private async Task Finishes(Visitor visitor, Homeowner homeowner, PageInspection pages)
    {
        var page = new RequestPage(visitor, new Mail(site.Market.Sandbox), homeowner);
        await page.Open();
        await visitor.Reads(visitor.Words("request.phone.waiting"));
        await pages.Look(PagePaths.Request, "waiting");
        await visitor.Main.Locator("form.code-send button").ClickAsync();
        await visitor.Reads(visitor.Words("request.done.code-sent"));
        await visitor.FillCode(await site.Market.Sandbox.CodeFor(homeowner.Phone));
        await visitor.Reads(visitor.Words("request.done.verified"));
        await page.SaysListed();
    }

    private Task Switch(string mode) => Task.WhenAll(Vendors.Select(vendor => site.Market.Sandbox.SetVendor(vendor, mode)));
}
