using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>Cards kept under an id; a test token becomes one of its own each time it is used, as at Stripe.</summary>
internal static class PaymentMethods
{
    public static async Task<(string Id, TestCard Card)> Resolve(StripeLedger ledger, string reference, string? customer)
    {
        if (TestCard.ByToken(reference) is { } token) return (await Keep(ledger, token, customer), token);
        var kept = await ledger.Get(Kinds.PaymentMethod, reference, "payment_method");
        var owner = kept.Text("customer");
        if (owner is not null && !string.Equals(owner, customer, StringComparison.Ordinal))
            throw StripeRefusal.Invalid(code: null, $"The payment method {reference} belongs to another customer.", "payment_method");
        return (kept.Id, TestCard.ByToken(kept.Details["token"]!.GetValue<string>())!);
    }

    public static async Task<string> Keep(StripeLedger ledger, TestCard card, string? customer)
    {
        var kept = await ledger.Add(Kinds.PaymentMethod, new JsonObject
        {
            ["id"] = StripeIds.New("pm_"),
            ["object"] = "payment_method",
            ["card"] = new JsonObject { ["brand"] = "visa", ["exp_month"] = 12, ["exp_year"] = 2040, ["last4"] = card.Last4 },
            ["created"] = ledger.Now,
            ["customer"] = customer,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["type"] = "card",
        }, new JsonObject { ["token"] = card.Token });
        return kept.Id;
    }
}
