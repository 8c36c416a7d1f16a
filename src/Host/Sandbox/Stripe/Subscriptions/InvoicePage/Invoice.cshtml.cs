using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.InvoicePage;

/// <summary>The hosted page of an invoice: what it asks for, and a card form while it is open.</summary>
public sealed class InvoiceModel : PageModel
{
    private readonly InvoiceCounter _counter;
    private InvoiceView _view = new(Invoice: null, Asks: false);
    private CardForm _card = CardFields.Empty;

    // Razor Pages must be public and their constructors too; the services they use stay internal.
    public InvoiceModel(IServiceProvider services) => _counter = services.GetRequiredService<InvoiceCounter>();

    internal PaymentWords Payment => PaymentWords.For(Request.Query["locale"].ToString() is { Length: > 0 } asked ? asked : null, Request.Headers.AcceptLanguage.ToString());
    internal InvoiceWords Words => InvoiceWords.For(Payment.Language);
    internal CardFields Fields => new(Payment, _card, _view.Problem);
    internal StripeObject? Invoice => _view.Invoice;
    internal bool IsOpen => Invoice?.Text("status") is "open";
    internal bool Asks => _view.Asks;

    internal string ClosedBecause => Invoice?.Text("status") switch
    {
        "paid" => Words.Paid,
        null => Words.Unknown,
        _ => Words.Void,
    };

    internal string Money(string name) => Money(Invoice!.Number(name));

    internal string Money(long cents) => (cents < 0 ? "−" : "") + Payment.Money(Math.Abs(cents), Invoice!.Text("currency")!);

    internal IEnumerable<(string Description, string Amount)> Lines => Invoice!.Body["lines"]!["data"]!.AsArray()
        .Select(line => (line!["description"]!.GetValue<string>(), Money(line["amount"]!.GetValue<long>())));

    internal long Tax => Invoice!.Number("total") - Invoice.Number("total_excluding_tax");
    internal long Applied => Invoice!.Number("amount_due") - Invoice.Number("total");

    public async Task<IActionResult> OnGetAsync(string id)
    {
        _view = await _counter.Show(id);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!Request.HasFormContentType) return BadRequest();
        var form = await Request.ReadFormAsync();
        if (form["outcome"].ToString() is { Length: > 0 } outcome)
        {
            _view = await _counter.Confirm(id, confirmed: outcome is "complete");
        }
        else
        {
            _card = CardFields.Read(form);
            _view = await _counter.Pay(id, _card);
        }

        return Shown();
    }

    private PageResult Shown()
    {
        var page = Page();
        page.StatusCode = (_view.Invoice, _view.Problem) switch
        {
            (null, _) => StatusCodes.Status404NotFound,
            (_, null) => StatusCodes.Status200OK,
            (_, { } problem) => problem.IsRefusal() ? StatusCodes.Status402PaymentRequired : StatusCodes.Status422UnprocessableEntity,
        };
        return page;
    }
}
