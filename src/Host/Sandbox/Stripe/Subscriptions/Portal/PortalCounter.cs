using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Portal;

/// <summary>What the portal shows of a customer.</summary>
/// <param name="Card">The payment method that the next invoices are charged to.</param>
/// <param name="Asks">Whether a new card waits for its owner to confirm it with their bank.</param>
internal sealed record PortalView(
    StripeObject Session, bool IsOver, StripeObject? Card, IReadOnlyList<StripeObject> Subscriptions, IReadOnlyList<StripeObject> Open, bool Asks);

/// <summary>How giving a new card ended.</summary>
internal enum CardOutcome
{
    Refused,
    Asks,
    Saved,
    SavedAndPaid,
    SavedButUnpaid,
}

/// <summary>Serves the customer portal: it shows, and replaces the card.</summary>
internal sealed class PortalCounter(LedgerBook book, SandboxClock clock)
{
    public Task<PortalView?> Show(string secret) => book.Write(async ledger =>
        await PortalSessions.Find(ledger, secret) is { } session ? await View(ledger, session) : null);

    public Task<(CardOutcome Outcome, PaymentProblem? Problem)> Replace(string secret, CardForm form) => book.Write(async ledger =>
    {
        if (await Usable(ledger, secret) is not { } session) return (CardOutcome.Refused, (PaymentProblem?)null);
        if (form.Problem(clock.GetUtcNow()) is { } problem) return (CardOutcome.Refused, problem);
        if (TestCards.ByNumber(form.Digits) is not { } card) return (CardOutcome.Refused, PaymentProblem.NotATestCard);
        if (card is { Declined: { } decline, CanBeKept: false }) return (CardOutcome.Refused, Problems.Of(Charging.Refused(decline)));

        var method = await PaymentMethods.Keep(ledger, card, customer: null, form.Name, form.Expires);
        if (card.AsksItsOwner(offSession: false, setUp: false))
        {
            session.Details["asks"] = method;
            await ledger.Save(session);
            return (CardOutcome.Asks, null);
        }

        return (await NewCard.Use(ledger, session.Text("customer")!, method), null);
    });

    /// <summary>The owner has confirmed the new card with their bank, or has not.</summary>
    public Task<CardOutcome> Confirm(string secret, bool confirmed) => book.Write(async ledger =>
    {
        if (await Usable(ledger, secret) is not { } session || session.Details["asks"]?.GetValue<string>() is not { } method)
            return CardOutcome.Refused;
        session.Details.Remove("asks");
        await ledger.Save(session);
        return confirmed ? await NewCard.Use(ledger, session.Text("customer")!, method) : CardOutcome.Refused;
    });

    private static async Task<StripeObject?> Usable(StripeLedger ledger, string secret) =>
        await PortalSessions.Find(ledger, secret) is { } session && !PortalSessions.IsOver(session, ledger.Now) ? session : null;

    private static async Task<PortalView> View(StripeLedger ledger, StripeObject session)
    {
        var owner = session.Text("customer")!;
        var customer = await ledger.Get(Kinds.Customer, owner);
        var subscriptions = await Of(ledger, owner, Kinds.Subscription, ["active", "past_due", "canceled"]);
        var card = subscriptions.FirstOrDefault(each => each.Text("status") is not "canceled")?.Text("default_payment_method")
            ?? customer.Body["invoice_settings"]?["default_payment_method"]?.GetValue<string>();
        return new(session, PortalSessions.IsOver(session, ledger.Now), card is null ? null : await ledger.Find(Kinds.PaymentMethod, card),
            subscriptions, await Of(ledger, owner, Kinds.Invoice, ["open"]), session.Details["asks"] is not null);
    }

    private static Task<IReadOnlyList<StripeObject>> Of(StripeLedger ledger, string customer, string kind, string[] statuses) => ledger.Query("""
        select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
        where body ->> 'customer' = @customer and kind = @kind and body ->> 'status' = any(@statuses)
        order by seq desc limit 20
        """, new { customer, kind, statuses });
}
