using LeadMarket.Sandbox.Stripe.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>Plays the page on which a bank asks its customer whether it is really them.</summary>
public sealed class AuthenticateModel : PageModel
{
    private readonly CheckoutCounter _counter;
    private StripeObject? _session;

    public AuthenticateModel(IServiceProvider services) => _counter = services.GetRequiredService<CheckoutCounter>();

    internal PaymentWords Words => PaymentWords.For(_session?.Text("locale"), Request.Headers.AcceptLanguage.ToString());
    internal string Id => _session!.Id;

    /// <summary>What is paid; <c>null</c> when a card is only kept.</summary>
    internal string? Total => _session!.Number("amount_total") > 0 ? Words.Money(_session.Number("amount_total"), _session.Text("currency")!) : null;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        var shown = await _counter.ShowAuthentication(id);
        _session = shown.Session;
        // Nothing to confirm (any more): the payment page says what there is.
        return shown.Asks ? Page() : SeeOther.At(Response, $"/c/pay/{Uri.EscapeDataString(id)}");
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!Request.HasFormContentType) return BadRequest();
        var form = await Request.ReadFormAsync();
        if (form["outcome"].ToString() is not ("complete" or "fail")) return BadRequest();
        var attempt = await _counter.Authenticate(id, confirmed: form["outcome"].ToString() is "complete");
        if (attempt.Completed) return SeeOther.Shop(Response, attempt.Session!);
        return SeeOther.At(Response, $"/c/pay/{Uri.EscapeDataString(id)}{(attempt.Problem is PaymentProblem.NotAuthenticated ? "?authentication=failed" : "")}");
    }
}
