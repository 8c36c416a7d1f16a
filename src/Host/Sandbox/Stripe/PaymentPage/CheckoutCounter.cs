using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Setup;
using LeadMarket.Sandbox.Stripe.Subscriptions;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>Takes a payment, or a card to keep, on the page. The session's row is held throughout, so that it is paid or expired, never both.</summary>
internal sealed class CheckoutCounter(LedgerBook book, SandboxClock clock)
{
    public Task<StripeObject?> Show(string id) => book.Write(async ledger => await Current(ledger, id));

    /// <returns>The attempt with <see cref="CheckoutAttempt.Asks"/> while the session waits for its buyer to authenticate.</returns>
    public Task<CheckoutAttempt> ShowAuthentication(string id) => book.Write(async ledger =>
    {
        var session = await Current(ledger, id);
        return new CheckoutAttempt(session, Asks: session is not null && await Waiting(ledger, session) is not null);
    });

    public Task<CheckoutAttempt> Pay(string id, CardForm form) => book.Write(async ledger =>
    {
        var session = await Current(ledger, id);
        if (session is null || !Sessions.IsOpen(session)) return new(session);
        if (!Sessions.NeedsCard(session)) return await Complete(ledger, session);

        if (form.Problem(clock.GetUtcNow()) is { } problem) return new(session, Problem: problem);
        if (TestCards.ByNumber(form.Digits) is not { } card) return new(session, Problem: PaymentProblem.NotATestCard);
        var method = await PaymentMethods.Keep(ledger, card, customer: null, form.Name, form.Expires);
        return await Use(ledger, session, method, card, authenticated: false);
    });

    /// <summary>The order is complete at once; whether the money comes is known days later.</summary>
    public Task<CheckoutAttempt> PayByDebit(string id, BankAccount account) => book.Write(async ledger =>
    {
        var session = await Current(ledger, id);
        if (session is null || !Sessions.IsOpen(session) || !PaymentWays.Offers(session, PaymentWays.BankDebit)) return new(session);
        if (account.Problem is { } problem) return new(session, Problem: problem);
        var intent = await IntentOf(ledger, session, session.Number("amount_total"));
        await BankDebits.Order(ledger, intent, account);
        return await Complete(ledger, session, intent.Text("payment_method"));
    });

    /// <summary>The card's owner has confirmed with their bank, or has not.</summary>
    public Task<CheckoutAttempt> Authenticate(string id, bool confirmed) => book.Write(async ledger =>
    {
        var session = await Current(ledger, id);
        if (session is null || await Waiting(ledger, session) is not { } intent) return new(session);
        if (confirmed)
        {
            var method = await ledger.Get(Kinds.PaymentMethod, intent.Text("payment_method")!, "payment_method");
            return await Use(ledger, session, method.Id, PaymentMethods.CardOf(method), authenticated: true);
        }

        if (intent.Kind is Kinds.SetupIntent) await SetupIntents.FailAuthentication(ledger, intent);
        else await Charging.FailAuthentication(ledger, intent);
        return new(session, Problem: PaymentProblem.NotAuthenticated);
    });

    private static async Task<CheckoutAttempt> Use(StripeLedger ledger, StripeObject session, string method, TestCard card, bool authenticated)
    {
        StripeAnswer? refused;
        StripeObject intent;
        if (session.Text("setup_intent") is { } setup)
        {
            intent = await ledger.GetLocked(Kinds.SetupIntent, setup, "setup_intent");
            refused = await SetupIntents.Confirm(ledger, intent, method, card, authenticated);
        }
        else
        {
            var due = Signup.IsFor(session) ? await Signup.AmountDue(ledger, session) : session.Number("amount_total");
            if (due == 0)
                return await Signup.KeepOnly(ledger, session, method, card) ? await Complete(ledger, session, method) : new(session, Problem: PaymentProblem.Declined);
            intent = await IntentOf(ledger, session, due);
            refused = await Charging.Charge(ledger, intent, method, card, offSession: false, authenticated);
        }

        if (refused is not null) return new(session, Problem: Problems.Of(refused));
        return intent.Text("status") is "requires_action" ? new(session, Asks: true) : await Complete(ledger, session, method);
    }

    private static async Task<StripeObject?> Current(StripeLedger ledger, string id)
    {
        var session = await ledger.Lock(Kinds.Session, id);
        // The worker may be a moment late; the buyer must not slip through that moment.
        if (session is not null && Sessions.IsOpen(session) && Sessions.IsDue(session, ledger.Now)) await Sessions.End(ledger, session);
        return session;
    }

    /// <returns>The intent of an open session that requires its buyer's action, held.</returns>
    private static async Task<StripeObject?> Waiting(StripeLedger ledger, StripeObject session)
    {
        if (!Sessions.IsOpen(session)) return null;
        // Whoever bills a customer holds the customer before the intent.
        if (Signup.IsFor(session)) await ledger.GetLocked(Kinds.Customer, session.Text("customer")!, "customer");
        var intent = session.Text("setup_intent") is { } setup ? await ledger.Lock(Kinds.SetupIntent, setup)
            : session.Text("payment_intent") is { } payment ? await ledger.Lock(Kinds.Intent, payment) : null;
        return intent?.Text("status") is "requires_action" ? intent : null;
    }

    private static async Task<CheckoutAttempt> Complete(StripeLedger ledger, StripeObject session, string? method = null)
    {
        if (method is not null) await NameBuyer(ledger, session, method);
        if (Signup.IsFor(session)) await Signup.Complete(ledger, session, method);
        var debit = session.Text("payment_intent") is { } intent && (await ledger.Get(Kinds.Intent, intent)).Text("status") is "processing";
        session.Body["status"] = "complete";
        if (session.Text("payment_status") is "unpaid" && !debit) session.Body["payment_status"] = "paid";
        session.Body["url"] = null;
        await ledger.Save(session);
        await ledger.Emit("checkout.session.completed", session);
        return new(session, Completed: true);
    }

    private static async Task NameBuyer(StripeLedger ledger, StripeObject session, string method)
    {
        var name = (await ledger.Get(Kinds.PaymentMethod, method, "payment_method")).Body["billing_details"]?["name"];
        session.Body["customer_details"] = new JsonObject { ["email"] = session.Text("customer_email"), ["name"] = name?.DeepClone() };
    }

    /// <summary>One intent for the session: made by the first attempt, tried again by the next.</summary>
    private static async Task<StripeObject> IntentOf(StripeLedger ledger, StripeObject session, long amount)
    {
        if (session.Text("payment_intent") is { } existing)
        {
            var tried = await ledger.GetLocked(Kinds.Intent, existing, "intent");
            tried.Body["amount"] = amount;
            return tried;
        }

        var data = session.Details["payment_intent_data"]!.AsObject();
        var intent = await ledger.Add(Kinds.Intent, PaymentIntents.Body(
            StripeIds.New("pi_"), amount, session.Text("currency")!, session.Text("customer"), ledger.Now,
            data["metadata"]!.DeepClone().AsObject(), data["description"]?.GetValue<string>(), data["setup_future_usage"]?.GetValue<string>()),
            new JsonObject { ["session"] = session.Id });
        await ledger.Emit("payment_intent.created", intent);
        session.Body["payment_intent"] = intent.Id;
        await ledger.Save(session);
        return intent;
    }
}
