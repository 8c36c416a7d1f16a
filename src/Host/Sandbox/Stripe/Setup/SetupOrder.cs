using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Setup;

/// <summary>What a session in setup mode asks for: a card to keep, and nothing to pay.</summary>
internal sealed record SetupOrder(string? Currency, string? Description, JsonObject Metadata)
{
    public static SetupOrder Read(StripeForm form)
    {
        foreach (var priced in new[] { "line_items", "payment_intent_data", "subscription_data" })
        {
            if (form.Has(priced)) throw StripeRefusal.Invalid(code: null, $"You can not pass `{priced}` in `setup` mode.", priced);
        }

        // The page has to know which ways to pay it may offer: a currency tells it, or their list does.
        if (!form.Has("currency") && !form.Has("allowed_payment_method_types")) throw StripeRefusal.Missing("currency");
        var data = form.Group("setup_intent_data");
        return new(form.Has("currency") ? Amounts.Currency(form) : null, data.Text("description", 1000), data.Metadata());
    }
}
