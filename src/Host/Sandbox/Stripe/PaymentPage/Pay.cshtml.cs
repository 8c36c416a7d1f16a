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
    internal BankAccount Account { get; private set; } = new("", "", "", "");
    internal string Id => _session!.Id;
    internal bool IsOpen => _session is not null && Sessions.IsOpen(_session);
    internal bool NeedsCard => Sessions.NeedsCard(_session!);
    internal bool OffersDebit => PaymentWays.Offers(_session!, PaymentWays.BankDebit);
    internal bool OnlyKeeps => _session?.Text("setup_intent") is not null;
    internal string Title => OnlyKeeps ? Words.KeepTitle : Words.Title;
    internal string Submit => OnlyKeeps ? Words.Keep : NeedsCard ? $"{Words.Pay} {Total}" : Words.Confirm;
    internal string Total => Words.Money(_session!.Number("amount_total"), _session.Text("currency")!);
    internal string? BackUrl => _session?.Text("cancel_url");
    internal bool IsAboutAccount => Problem is PaymentProblem.AccountUnknown or PaymentProblem.HolderMissing;

    internal string ClosedBecause => _session?.Text("status") switch
    {
        "complete" => OnlyKeeps ? Words.Kept : Words.Complete,
        "expired" => Words.Expired,
        _ => Words.Unknown,
    };

    internal IEnumerable<CheckoutLine> Lines => _session!.Details["line_items"]?["data"]!.AsArray().Select(item => new CheckoutLine(
        item!["description"]!.GetValue<string>(),
        item["price"]!["nickname"]?.GetValue<string>(),
        item["quantity"]!.GetValue<long>(),
        Words.Money(item["amount_total"]!.GetValue<long>(), _session.Text("currency")!))) ?? [];

    internal string? Wrong(string field) => (field, Problem) switch
    {
        (_, null) => null,
        ("cardExpiry", PaymentProblem.ExpiryInvalid or PaymentProblem.Expired) => "true",
        ("cardCvc", PaymentProblem.CvcInvalid or PaymentProblem.CvcIncorrect) => "true",
        ("cardName", PaymentProblem.NameMissing) => "true",
        ("accountNumber", PaymentProblem.AccountUnknown) => "true",
        ("accountName", PaymentProblem.HolderMissing) => "true",
        ("cardNumber", PaymentProblem.NumberInvalid or PaymentProblem.Declined or PaymentProblem.NotATestCard or PaymentProblem.InsufficientFunds
            or PaymentProblem.ProcessingFailed or PaymentProblem.NotAuthenticated) => "true",
        _ => null,
    };

    internal string? ExplainedBy(string field) => Wrong(field) is null ? null : "problem";

    public async Task<IActionResult> OnGetAsync(string id)
    {
        _session = await _counter.Show(id);
        // Where the authentication page sends a buyer whose bank did not recognise them.
        if (IsOpen && Request.Query["authentication"].ToString() is "failed") Problem = PaymentProblem.NotAuthenticated;
        return Shown(_session is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!Request.HasFormContentType) return BadRequest();
        var form = await Request.ReadFormAsync();
        var byDebit = form["paymentMethod"].ToString() is PaymentWays.BankDebit;
        if (byDebit)
            Account = new(form["institutionNumber"].ToString().Trim(), form["transitNumber"].ToString().Trim(), form["accountNumber"].ToString().Trim(), form["accountName"].ToString());
        else
            Card = new(form["cardNumber"].ToString(), form["cardExpiry"].ToString(), form["cardCvc"].ToString().Trim(), form["cardName"].ToString());
        var attempt = byDebit ? await _counter.PayByDebit(id, Account) : await _counter.Pay(id, Card);
        (_session, Problem) = (attempt.Session, attempt.Problem);
        if (attempt.Completed) return SeeOther.Shop(Response, _session!);
        if (attempt.Asks) return SeeOther.At(Response, $"/c/pay/{_session!.Id}/authenticate");

        return Shown((_session?.Text("status"), Problem) switch
        {
            (null, _) => StatusCodes.Status404NotFound,
            ("complete", _) => StatusCodes.Status409Conflict,
            ("expired", _) => StatusCodes.Status410Gone,
            (_, { } problem) when problem.IsRefusal() || problem is PaymentProblem.Expired && IsDeclinedAsExpired => StatusCodes.Status402PaymentRequired,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
    }

    // Expired says both the bank and the form; only the bank is asked about a card whose date is still to come.
    private bool IsDeclinedAsExpired => TestCards.ByNumber(Card.Digits)?.Declined?.Code is "expired_card";

    private PageResult Shown(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    internal sealed record CheckoutLine(string Name, string? Description, long Quantity, string Amount);
}
