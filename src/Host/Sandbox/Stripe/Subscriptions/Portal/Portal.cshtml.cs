using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Portal;

/// <summary>The customer portal. Its address is the key to it: it needs no cookie and no token.</summary>
public sealed class PortalModel : PageModel
{
    private readonly PortalCounter _counter;
    private PortalView? _view;
    private PaymentProblem? _problem;
    private CardForm _card = CardFields.Empty;

    // Razor Pages must be public and their constructors too; the services they use stay internal.
    public PortalModel(IServiceProvider services) => _counter = services.GetRequiredService<PortalCounter>();

    internal PaymentWords Payment => PaymentWords.For(_view?.Session.Text("locale"), Request.Headers.AcceptLanguage.ToString());
    internal PortalWords Words => PortalWords.For(Payment.Language);
    internal CardFields Fields => new(Payment, _card, _problem);
    internal string Secret { get; private set; } = "";
    internal CardOutcome? Outcome { get; private set; }
    internal string? BackUrl => _view?.Session.Text("return_url");
    internal string? ClosedBecause => _view is null ? Words.Unknown : _view.IsOver ? Words.Over : null;
    internal bool Asks => _view!.Asks;
    internal IReadOnlyList<StripeObject> Open => _view!.Open;
    internal IReadOnlyList<StripeObject> Subscriptions => _view!.Subscriptions;
    internal bool IsProblem => Outcome is CardOutcome.Refused or CardOutcome.SavedButUnpaid;

    internal string CardOnFile => _view!.Card?.Body["card"] is not { } card ? Words.NoCard
        : $"Visa {Words.Ending} {card["last4"]}, {Words.Expires} {card["exp_month"]:00} / {card["exp_year"]}";

    internal string Money(StripeObject invoice) => Payment.Money(invoice.Number("amount_remaining"), invoice.Text("currency")!);

    internal string Price(StripeObject subscription)
    {
        var plan = Plan.Of(subscription);
        return Payment.Money(plan.Amount, plan.Currency);
    }

    internal static string Name(StripeObject subscription) => Plan.Of(subscription).NameAndQuantity;

    internal string State(StripeObject subscription)
    {
        var item = subscription.Body["items"]!["data"]![0]!;
        if (subscription.Text("status") is "canceled") return $"{Words.Ended} {Day(subscription.Number("ended_at"))}";
        var until = Day(item["current_period_end"]!.GetValue<long>());
        if (subscription.Text("status") is "past_due") return Words.PastDue;
        return subscription.Body["cancel_at_period_end"]!.GetValue<bool>() ? $"{Words.Ends} {until}" : $"{Words.Renews} {until}";
    }

    public async Task<IActionResult> OnGetAsync(string secret) => await Shown(secret);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (!Request.HasFormContentType) return BadRequest();
        var form = await Request.ReadFormAsync();
        if (form["outcome"].ToString() is { Length: > 0 } outcome)
        {
            Outcome = await _counter.Confirm(secret, confirmed: outcome is "complete");
        }
        else
        {
            _card = CardFields.Read(form);
            (Outcome, _problem) = await _counter.Replace(secret, _card);
            // The form itself says what is wrong with a card, and the bank's question that one waits.
            if (_problem is not null || Outcome is CardOutcome.Asks) Outcome = null;
            if (_problem is null) _card = CardFields.Empty;
        }

        return await Shown(secret);
    }

    private async Task<PageResult> Shown(string secret)
    {
        Secret = secret;
        _view = await _counter.Show(secret);
        var page = Page();
        page.StatusCode = (_view, _problem) switch
        {
            (null, _) => StatusCodes.Status404NotFound,
            ({ IsOver: true }, _) => StatusCodes.Status410Gone,
            (_, { } problem) => problem.IsRefusal() ? StatusCodes.Status402PaymentRequired : StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status200OK,
        };
        return page;
    }

    private string Day(long at) => DateTimeOffset.FromUnixTimeSeconds(at).ToString("d MMMM yyyy", Payment.Culture);
}
