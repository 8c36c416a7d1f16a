using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Subscriptions.Catalogue;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>What a Checkout session in subscription mode asks for: one plan, its taxes, and what the subscription is to carry.</summary>
internal sealed record SubscriptionOrder(Plan Plan, JsonArray TaxRates, JsonObject Metadata)
{
    public static async Task<SubscriptionOrder> Read(StripeCall call, string? customer)
    {
        var form = call.Form;
        if (customer is null)
            throw StripeRefusal.Invalid("parameter_missing", "This Sandbox subscribes customers that exist: send `customer`.", "customer");
        if (form.Has("payment_intent_data"))
            throw StripeRefusal.Invalid(code: null, "You can not pass `payment_intent_data` in `subscription` mode.", "payment_intent_data");
        form.OneOf("payment_method_collection", "always", "if_required");

        var lines = form.List("line_items");
        if (lines.Count == 0) throw StripeRefusal.Missing("line_items");
        if (lines.Count > 1) throw StripeRefusal.Invalid(code: null, "This Sandbox subscribes to one price at a time.", "line_items");
        var line = lines[0];
        var plan = await Plan.Of(call.Ledger, line.Required("price"), line.Integer("quantity", least: 1) ?? 1, line.PathOf("price"));
        if (plan.Amount > Amounts.Most) throw Amounts.TooLarge(line.PathOf("quantity"));

        var data = form.Group("subscription_data");
        return new(plan, await Catalogue.TaxRates.Named(data, "default_tax_rates", call.Ledger), data.Metadata());
    }

    /// <summary>The card that pays is kept for the renewals; the intent carries nothing of the session's.</summary>
    public static JsonObject IntentData() => new()
    {
        ["description"] = "Subscription creation", ["setup_future_usage"] = "off_session", ["metadata"] = new JsonObject(),
    };

    public CheckoutLines Lines(string path, string session)
    {
        var tax = Taxes.Sum(Taxes.On(Plan.Amount, TaxRates));
        var item = new JsonObject
        {
            ["id"] = StripeIds.New("li_"),
            ["object"] = "item",
            ["amount_discount"] = 0L,
            ["amount_subtotal"] = Plan.Amount,
            ["amount_tax"] = tax,
            ["amount_total"] = Plan.Amount + tax,
            ["currency"] = Plan.Currency,
            ["description"] = Plan.Name,
            ["price"] = Plan.Price.DeepClone(),
            ["quantity"] = Plan.Quantity,
        };
        return new(new JsonObject
        {
            ["object"] = "list", ["data"] = new JsonArray(item), ["has_more"] = false, ["url"] = $"{path}/{session}/line_items",
        }, Plan.Amount + tax, Plan.Currency) { Tax = tax };
    }

    /// <summary>What the session remembers until it is paid.</summary>
    public JsonObject Details(string baseUrl) => new()
    {
        ["base_url"] = baseUrl,
        ["metadata"] = Metadata.DeepClone(),
        ["plan_name"] = Plan.Name,
        ["price"] = Plan.Price.DeepClone(),
        ["quantity"] = Plan.Quantity,
        ["tax_rates"] = TaxRates.DeepClone(),
    };
}
