using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>A contractor's invoices, one of them, and the month's statement.</summary>
public sealed class DocumentsTour(Visitor visitor, PageInspection pages)
{
    public async Task SeesNone()
    {
        await visitor.Open(PagePaths.Invoices);
        await visitor.Reads(visitor.Words("invoices.none"));
        await pages.Look(PagePaths.Invoices, "empty");
    }

    /// <summary>The invoice says who sells, who buys, each tax with its registration, and the total to the cent, in either language.</summary>
    public async Task ReadsTheInvoice(int cents)
    {
        await visitor.Open(PagePaths.Invoices);
        await visitor.Reads(visitor.Amount(cents));
        await pages.Look(PagePaths.Invoices);

        await visitor.Main.Locator("tbody th a").First.ClickAsync();
        await visitor.IsTitled(visitor.Words("document.invoice"));
        foreach (var words in new[] { "Boréwatt Québec inc.", "100000001 RT0001", "1000000001 TQ0001", "Laframboise-Desrochers", visitor.Amount(cents) })
            await visitor.Reads(words);
        await pages.Look(PagePaths.Invoice);

        var number = (await visitor.Heading.InnerTextAsync()).Split(' ', '\u00a0')[^1];
        await visitor.Page.Locator("a.language-switch").First.ClickAsync();
        await Expect(visitor.Heading).ToContainTextAsync(number);
        await Expect(visitor.Heading).Not.ToContainTextAsync(visitor.Words("document.invoice"));

        await visitor.Open(PagePaths.Invoices);
        await visitor.Main.Locator(".months a").First.ClickAsync();
        await visitor.Reads(visitor.Words("statement.net"));
        await visitor.Reads(visitor.Amount(cents));
        await pages.Look(PagePaths.Statement);
    }
}
