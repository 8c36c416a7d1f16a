using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/payment_intents</c>: create, confirm (off-session included), cancel, list.</summary>
internal static class PaymentIntents
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var form = call.Form;
        if (StripeVersion.TakesPaymentMethodTypes(call.Version)) form.Ignore("payment_method_types");
        form.Ignore("allowed_payment_method_types", "automatic_payment_methods", "receipt_email", "statement_descriptor",
            "statement_descriptor_suffix", "error_on_requires_action", "return_url", "confirmation_method", "shipping");
        form.OneOf("capture_method", "automatic", "automatic_async");
        var amount = form.Integer("amount") ?? throw StripeRefusal.Missing("amount");
        if (amount < 1) throw StripeRefusal.Invalid("parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
        var currency = Amounts.Currency(form);
        Amounts.CheckTotal(amount, currency, "amount");
        var (customer, method) = (form.Text("customer"), form.Text("payment_method"));
        var (confirm, offSession) = (form.Boolean("confirm") ?? false, form.Boolean("off_session") ?? false);
        if (offSession && !confirm)
            throw StripeRefusal.Invalid(code: null, "The parameter `off_session` can only be passed when `confirm` is true.", "off_session");
        if (confirm && method is null)
        {
            throw StripeRefusal.Invalid("parameter_missing",
                "You cannot confirm this PaymentIntent because it's missing a payment method.", "payment_method");
        }

        var body = Body(StripeIds.New("pi_"), amount, currency, customer, call.Ledger.Now, form.Metadata(),
            form.Text("description", 1000), form.OneOf("setup_future_usage", "off_session", "on_session"));
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();
        if (customer is not null) await call.Ledger.Get(Kinds.Customer, customer, "customer");

        var kept = method is null ? default : await PaymentMethods.Resolve(call.Ledger, method, customer);
        if (method is not null)
        {
            body["payment_method"] = kept.Id;
            body["status"] = "requires_confirmation";
        }

        var intent = await call.Ledger.Add(Kinds.Intent, body);
        await call.Ledger.Emit("payment_intent.created", intent);
        if (confirm && await Charging.Charge(call.Ledger, intent, kept.Id, kept.Card, offSession) is { } refused) return refused;
        return StripeAnswer.Ok(await expansion.Apply(intent, call));
    }

    public static async Task<StripeAnswer> Confirm(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        form.Ignore("return_url", "error_on_requires_action", "receipt_email", "client_secret", "setup_future_usage");
        var (method, offSession) = (form.Text("payment_method"), form.Boolean("off_session") ?? false);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        var intent = await ledger.GetLocked(Kinds.Intent, call.Id, "intent");
        if (intent.Text("status") is "succeeded" or "canceled" or "processing")
            return Unexpected(intent, $"You cannot confirm this PaymentIntent because it has a status of {intent.Text("status")}.");
        method ??= intent.Text("payment_method");
        if (method is null)
            return Unexpected(intent, "You cannot confirm this PaymentIntent because it's missing a payment method.");

        if (intent.Details["session"] is not null)
            return Unexpected(intent, "You cannot confirm this PaymentIntent because it was created by a Checkout Session.");
        var kept = await PaymentMethods.Resolve(ledger, method, intent.Text("customer"));
        if (await Charging.Charge(ledger, intent, kept.Id, kept.Card, offSession) is { } refused) return refused;
        return StripeAnswer.Ok(await expansion.Apply(intent, call));
    }

    public static async Task<StripeAnswer> Cancel(StripeCall call)
    {
        var reason = call.Form.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        var expansion = Expansion.Read(call.Form);
        call.Form.RefuseUnknown();

        var intent = await call.Ledger.GetLocked(Kinds.Intent, call.Id, "intent");
        if (intent.Details["session"] is not null)
            return Unexpected(intent, "You cannot cancel this PaymentIntent because it was created by a Checkout Session. Expire the session instead.");
        if (intent.Text("status") is "succeeded" or "canceled" or "processing")
            return Unexpected(intent, $"You cannot cancel this PaymentIntent because it has a status of {intent.Text("status")}.");
        await MarkCanceled(call.Ledger, intent, reason);
        return StripeAnswer.Ok(await expansion.Apply(intent, call));
    }

    public static Task<StripeAnswer> List(StripeCall call) => new StripeList(call, Kinds.Intent).Matching("customer").Answer();

    public static async Task MarkCanceled(StripeLedger ledger, StripeObject intent, string? reason)
    {
        intent.Body["status"] = "canceled";
        intent.Body["canceled_at"] = ledger.Now;
        intent.Body["cancellation_reason"] = reason;
        intent.Body["next_action"] = null;
        await ledger.Save(intent);
        await ledger.Emit("payment_intent.canceled", intent);
    }

    public static JsonObject Body(string id, long amount, string currency, string? customer, long created,
        JsonObject metadata, string? description, string? futureUsage) => new()
    {
        ["id"] = id,
        ["object"] = "payment_intent",
        ["amount"] = amount,
        ["amount_capturable"] = 0,
        ["amount_received"] = 0,
        ["canceled_at"] = null,
        ["cancellation_reason"] = null,
        ["capture_method"] = "automatic_async",
        ["client_secret"] = StripeIds.New($"{id}_secret_", 25),
        ["confirmation_method"] = "automatic",
        ["created"] = created,
        ["currency"] = currency,
        ["customer"] = customer,
        ["description"] = description,
        ["last_payment_error"] = null,
        ["latest_charge"] = null,
        ["livemode"] = false,
        ["metadata"] = metadata,
        ["next_action"] = null,
        ["payment_method"] = null,
        ["payment_method_types"] = new JsonArray("card"),
        ["setup_future_usage"] = futureUsage,
        ["status"] = "requires_payment_method",
    };

    private static StripeAnswer Unexpected(StripeObject intent, string message)
    {
        var answer = StripeAnswer.InvalidRequest("payment_intent_unexpected_state", message, param: null);
        answer.Body["error"]!["payment_intent"] = intent.Body.DeepClone();
        return answer;
    }
}
