using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/payment_methods</c>: cards kept under an id; a test token becomes one of its own each time it is used, as at Stripe.</summary>
internal static class PaymentMethods
{
    public static async Task<(string Id, TestCard Card)> Resolve(StripeLedger ledger, string reference, string? customer)
    {
        if (TestCards.ByToken(reference) is { } token) return (await Keep(ledger, token, customer: null), token);
        var kept = await ledger.Get(Kinds.PaymentMethod, reference, "payment_method");
        RefuseUsedUp(kept);
        var owner = kept.Text("customer");
        if (owner is not null && !string.Equals(owner, customer, StringComparison.Ordinal))
            throw StripeRefusal.Invalid(code: null, $"The payment method {reference} belongs to another customer.", "payment_method");
        return (kept.Id, CardOf(kept));
    }

    /// <summary>What the card behind an id does when it is charged.</summary>
    /// <exception cref="StripeRefusal">When it is a bank account: one debit each, on the payment page.</exception>
    public static TestCard CardOf(StripeObject method) =>
        method.Details["token"]?.GetValue<string>() is { } token && TestCards.ByToken(token) is { } card ? card
            : throw StripeRefusal.Invalid(code: null, $"The payment method {method.Id} is not a card; this Sandbox charges only cards again.", "payment_method");

    /// <summary>Whether its owner agreed, once, to be charged while away.</summary>
    public static bool IsSetUp(StripeObject method) => method.Details["set_up"]?.GetValue<bool>() is true;

    public static async Task<string> Keep(StripeLedger ledger, TestCard card, string? customer, string? name = null, (int Month, int Year)? expiry = null)
    {
        var kept = await ledger.Add(Kinds.PaymentMethod, PaymentMethodBody.OfCard(card, customer, ledger.Now, name, expiry), new JsonObject { ["token"] = card.Token });
        return kept.Id;
    }

    /// <summary>A payment or a setup succeeded for later use: from now on the card is the customer's.</summary>
    /// <param name="setUp">Whether they agreed to be charged while away.</param>
    public static async Task SaveFor(StripeLedger ledger, string method, string? customer, bool setUp = true)
    {
        var kept = await ledger.GetLocked(Kinds.PaymentMethod, method, "payment_method");
        if (setUp) kept.Details["set_up"] = true;
        if (customer is null || kept.Text("customer") is not null) await ledger.Save(kept);
        else await Give(ledger, kept, customer);
    }

    public static async Task<StripeAnswer> Attach(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var customer = form.Required("customer");
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();
        await ledger.Get(Kinds.Customer, customer, "customer");

        var (id, card) = await Resolve(ledger, call.Id, customer);
        if (card is { Declined: { } decline, CanBeKept: false }) return Charging.Refused(decline);
        var method = await ledger.GetLocked(Kinds.PaymentMethod, id, "payment_method");
        if (method.Text("customer") is null) await Give(ledger, method, customer);
        return StripeAnswer.Ok(await expansion.Apply(method, call));
    }

    public static async Task<StripeAnswer> Detach(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();
        // The customer's row comes first, as wherever a customer's card is charged or changed.
        var owner = (await ledger.Get(Kinds.PaymentMethod, call.Id, "payment_method")).Text("customer") is { } id
            ? await ledger.GetLocked(Kinds.Customer, id, "customer") : null;
        var method = await ledger.GetLocked(Kinds.PaymentMethod, call.Id, "payment_method");
        if (owner is null || method.Text("customer") is not { } customer)
        {
            return StripeAnswer.InvalidRequest(code: null,
                "The payment method you provided is not attached to a customer so detachment is impossible.", "payment_method");
        }

        method.Body["customer"] = null;
        method.Details["detached"] = true;
        await ledger.Save(method);
        await ledger.Emit("payment_method.detached", method, new JsonObject { ["customer"] = customer });
        await Customers.Forget(ledger, owner, method.Id);
        return StripeAnswer.Ok(await expansion.Apply(method, call));
    }

    public static Task<StripeAnswer> List(StripeCall call) =>
        new StripeList(call, Kinds.PaymentMethod).Matching("type").Where("(o.body ->> 'customer') = @owner", "owner", call.Form.Required("customer")).Answer();

    public static Task<StripeAnswer> ListOfCustomer(StripeCall call) =>
        new StripeList(call, Kinds.PaymentMethod).Matching("type").Where("(o.body ->> 'customer') = @owner", "owner", call.Id).Answer();

    private static async Task Give(StripeLedger ledger, StripeObject method, string customer)
    {
        method.Body["customer"] = customer;
        await ledger.Save(method);
        await ledger.Emit("payment_method.attached", method);
    }

    private static void RefuseUsedUp(StripeObject method)
    {
        if (method.Details["detached"]?.GetValue<bool>() is not true) return;
        throw StripeRefusal.Invalid(code: null,
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
            "payment_method");
    }
}
