using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>What an operator sees of money: the payments, one of them, and the books.</summary>
public sealed class BooksTour(Visitor visitor, PageInspection pages)
{
    public async Task Goes()
    {
        await FindsAPayment();
        await GivesAPartBack();
        await ReadsTheBooks();
    }

    private async Task FindsAPayment()
    {
        await visitor.Open(PagePaths.Payments);
        await pages.Look(PagePaths.Payments);
        await visitor.Fill("q", "nobody of that name");
        await visitor.Main.Locator("form[role=search] button").ClickAsync();
        await visitor.Reads(visitor.Words("payments.none-found"));
        await pages.Look(PagePaths.Payments, "none-found");

        await visitor.Open(PagePaths.Payments);
        await visitor.Main.Locator("tbody tr").Filter(new() { HasText = "Laframboise" }).First.Locator("a").ClickAsync();
        await visitor.Reads(visitor.Words("payment.money"));
        await pages.Look(PagePaths.Payment);
    }

    private async Task GivesAPartBack()
    {
        await visitor.Fill("amount", "beaucoup");
        await GivesBack();
        await visitor.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.Payment, "refused");

        await visitor.Fill("amount", "5,00");
        await visitor.Choose("way", "credit");
        await GivesBack();
        await visitor.Reads(visitor.Words("payment.refunded"));
        await visitor.Reads(visitor.Words("payments.part-back"));
        await pages.Look(PagePaths.Payment, "part-back");
    }

    private async Task ReadsTheBooks()
    {
        await visitor.Open(PagePaths.Books);
        await visitor.Reads(visitor.Words("account.lead-sales"));
        await pages.Look(PagePaths.Books);
        await visitor.Main.Locator("form[action*='handler=Reconcile'] button").ClickAsync();
        await visitor.Reads(visitor.Words("books.reconciled"));
        await pages.Look(PagePaths.Books, "compared");
    }

    private Task GivesBack() => visitor.Main.Locator("form[action*='handler=Refund'] button[type=submit]").ClickAsync();
}
