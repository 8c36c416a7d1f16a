using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Something an invoice asks money for, or gives back when it is negative. Before tax.</summary>
/// <param name="Item">The invoice item that kept it until it was billed.</param>
internal sealed record Billable(long Amount, string Description, long From, long Until, Plan Plan, bool IsProration, string? Item = null)
{
    /// <summary>A whole period of a plan.</summary>
    public static Billable Period(Plan plan, long from, long until) => new(plan.Amount, string.Create(CultureInfo.InvariantCulture,
        $"{plan.Quantity} × {plan.Name} (at {Amounts.Written(plan.Price["unit_amount"]!.GetValue<long>())} / {plan.Interval})"),
        from, until, plan, IsProration: false);

    public JsonObject Line(string invoice, Account account)
    {
        var parent = new JsonObject
        {
            ["invoice_item"] = Item,
            ["proration"] = IsProration,
            ["proration_details"] = IsProration ? new JsonObject { ["credited_items"] = null } : null,
            ["subscription"] = account.Subscription.Id,
            ["subscription_item"] = account.Item["id"]!.GetValue<string>(),
        };
        return new JsonObject
        {
            ["id"] = StripeIds.New("il_"),
            ["object"] = "line_item",
            ["amount"] = Amount,
            ["currency"] = Plan.Currency,
            ["description"] = Description,
            ["discount_amounts"] = new JsonArray(),
            ["discountable"] = !IsProration,
            ["discounts"] = new JsonArray(),
            ["invoice"] = invoice,
            ["livemode"] = false,
            ["metadata"] = account.Subscription.Body["metadata"]!.DeepClone(),
            ["parent"] = new JsonObject { ["type"] = "subscription_item_details", ["subscription_item_details"] = parent },
            ["period"] = new JsonObject { ["start"] = From, ["end"] = Until },
            ["pricing"] = Pricing(Plan),
            ["quantity"] = Plan.Quantity,
            ["subtotal"] = Amount,
            ["taxes"] = Taxes.On(Amount, account.TaxRates),
        };
    }

    public static JsonObject Pricing(Plan plan) => new()
    {
        ["type"] = "price_details",
        ["price_details"] = new JsonObject { ["price"] = plan.Id, ["product"] = plan.Price["product"]!.GetValue<string>() },
        ["unit_amount_decimal"] = plan.Price["unit_amount"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture),
    };
}
