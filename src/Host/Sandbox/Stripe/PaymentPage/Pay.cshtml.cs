using LeadMarket.Sandbox.Stripe.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>The hosted payment page. A script can post the form too: it needs no cookie and no token.</summary>
public sealed class PayModel : PageModel
{
    private readonly CheckoutCounter _counter;
    private StripeObject? _session;

    // Razor Pages must be public and their constructors too; the services they use stay internal.
    public PayModel(IServiceProvider services) => _counter = services.GetRequiredService<CheckoutCounter>();

    internal PaymentWords Words => PaymentWords.For(_session?.Text("locale"), Request.Headers.AcceptLanguage.ToString());
    internal PaymentProblem? Problem { get; private set; }
    internal CardForm Card { get; private set; } = new("", "", "", "");
    internal string Id => _session!.Id;
    internal bool IsOpen => _session is not null && Sessions.IsOpen(_session);
    internal bool NeedsCard => _session!.Number("amount_total") > 0;
    internal string Total => Words.Money(_session!.Number("amount_total"), _session.Text("currency")!);
    internal string? BackUrl => _session?.Text("cancel_url");

    internal string ClosedBecause => _session?.Text("status") switch
    {
        "complete" => Words.Complete,
        "expired" => Words.Expired,
        _ => Words.Unknown,
    };

    internal IEnumerable<CheckoutLine> Lines => _session!.Details["line_items"]!["data"]!.AsArray().Select(item => new CheckoutLine(
        item!["description"]!.GetValue<string>(),
        item["price"]!["nickname"]?.GetValue<string>(),
        item["quantity"]!.GetValue<long>(),
        Words.Money(item["amount_total"]!.GetValue<long>(), _session.Text("currency")!)));

    internal string? Wrong(string field) => (field, Problem) switch
    {
        ("cardNumber", PaymentProblem.NumberInvalid or PaymentProblem.Declined or PaymentProblem.NotATestCard) => "true",
        ("cardExpiry", PaymentProblem.ExpiryInvalid or PaymentProblem.Expired) => "true",
        ("cardCvc", PaymentProblem.CvcInvalid) => "true",
        ("cardName", PaymentProblem.NameMissing) => "true",
        _ => null,
    };

    internal string? ExplainedBy(string field) => Wrong(field) is null ? null : "problem";

    public async Task<IActionResult> OnGetAsync(string id)
    {
        _session = await _counter.Show(id);
        return Shown(_session is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!Request.HasFormContentType) return BadRequest();
        var form = await Request.ReadFormAsync();
        Card = new(form["cardNumber"].ToString(), form["cardExpiry"].ToString(), form["cardCvc"].ToString().Trim(), form["cardName"].ToString());
        var attempt = await _counter.Pay(id, Card);
        (_session, Problem) = (attempt.Session, attempt.Problem);
        if (attempt.Paid)
        {
            var address = _session!.Text("success_url")!.Replace("{CHECKOUT_SESSION_ID}", _session.Id, StringComparison.Ordinal);
            // A header holds ASCII only; the shop's address may hold accents.
            Response.Headers.Location = new Uri(address).AbsoluteUri;
            return StatusCode(StatusCodes.Status303SeeOther);
        }

        return Shown((_session?.Text("status"), Problem) switch
        {
            (null, _) => StatusCodes.Status404NotFound,
            ("complete", _) => StatusCodes.Status409Conflict,
            ("expired", _) => StatusCodes.Status410Gone,
            (_, PaymentProblem.Declined or PaymentProblem.NotATestCard) => StatusCodes.Status402PaymentRequired,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
    }

    private PageResult Shown(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    internal sealed record CheckoutLine(string Name, string? Description, long Quantity, string Amount);
}
