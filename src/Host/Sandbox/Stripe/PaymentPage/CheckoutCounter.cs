using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <param name="Session">As it stands afterwards; <c>null</c> when there is none of that id.</param>
/// <param name="Paid">Whether this very attempt completed it.</param>
internal sealed record CheckoutAttempt(StripeObject? Session, bool Paid, PaymentProblem? Problem);

/// <summary>Takes a payment on the page. The session's row is held throughout, so that it is paid or expired, never both.</summary>
internal sealed class CheckoutCounter(LedgerBook book, SandboxClock clock)
{
    public Task<StripeObject?> Show(string id) => book.Write(async ledger => await Current(ledger, id));

    public Task<CheckoutAttempt> Pay(string id, CardForm form) => book.Write(async ledger =>
    {
        var session = await Current(ledger, id);
        if (session is null || !Sessions.IsOpen(session)) return new CheckoutAttempt(session, Paid: false, Problem: null);
        if (session.Number("amount_total") == 0) return await Complete(ledger, session, "no_payment_required");

        if (form.Problem(clock.GetUtcNow()) is { } problem) return new(session, Paid: false, problem);
        if (TestCard.ByNumber(form.Digits) is not { } card) return new(session, Paid: false, PaymentProblem.NotATestCard);

        var intent = await IntentOf(ledger, session);
        var keeps = intent.Text("setup_future_usage") is not null;
        var method = await PaymentMethods.Keep(ledger, card, keeps ? session.Text("customer") : null);
        if (await Charging.Charge(ledger, intent, method, card, offSession: false) is not null)
            return new(session, Paid: false, PaymentProblem.Declined);

        session.Body["customer_details"] = new JsonObject { ["email"] = session.Text("customer_email"), ["name"] = form.Name };
        return await Complete(ledger, session, "paid");
    });

    private static async Task<StripeObject?> Current(StripeLedger ledger, string id)
    {
        var session = await ledger.Lock(Kinds.Session, id);
        // The worker may be a moment late; the buyer must not slip through that moment.
        if (session is not null && Sessions.IsOpen(session) && Sessions.IsDue(session, ledger.Now)) await Sessions.End(ledger, session);
        return session;
    }

    private static async Task<CheckoutAttempt> Complete(StripeLedger ledger, StripeObject session, string paymentStatus)
    {
        session.Body["status"] = "complete";
        session.Body["payment_status"] = paymentStatus;
        session.Body["url"] = null;
        await ledger.Save(session);
        await ledger.Emit("checkout.session.completed", session);
        return new(session, Paid: true, Problem: null);
    }

    /// <summary>One intent for the session: made by the first attempt, tried again by the next.</summary>
    private static async Task<StripeObject> IntentOf(StripeLedger ledger, StripeObject session)
    {
        if (session.Text("payment_intent") is { } existing) return await ledger.GetLocked(Kinds.Intent, existing, "intent");
        var data = session.Details["payment_intent_data"]!.AsObject();
        var intent = await ledger.Add(Kinds.Intent, PaymentIntents.Body(
            StripeIds.New("pi_"), session.Number("amount_total"), session.Text("currency")!, session.Text("customer"), ledger.Now,
            data["metadata"]!.DeepClone().AsObject(), data["description"]?.GetValue<string>(), data["setup_future_usage"]?.GetValue<string>()),
            new JsonObject { ["session"] = session.Id });
        await ledger.Emit("payment_intent.created", intent);
        session.Body["payment_intent"] = intent.Id;
        await ledger.Save(session);
        return intent;
    }
}
