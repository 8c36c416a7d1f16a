using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>What a subscription is for: a price, so many times.</summary>
/// <param name="Price">The price as the catalogue shows it.</param>
/// <param name="Name">The product's, as invoices name it.</param>
internal sealed record Plan(JsonObject Price, long Quantity, string Name)
{
    public string Id => Price["id"]!.GetValue<string>();
    public string Currency => Price["currency"]!.GetValue<string>();
    public long Amount => Price["unit_amount"]!.GetValue<long>() * Quantity;
    public string Interval => Price["recurring"]!["interval"]!.GetValue<string>();
    public long IntervalCount => Price["recurring"]!["interval_count"]!.GetValue<long>();
    public string NameAndQuantity => Quantity == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Quantity} × {Name}");

    public bool IsSame(Plan other) => string.Equals(Id, other.Id, StringComparison.Ordinal) && Quantity == other.Quantity;

    /// <summary>What a subscription is for at the moment.</summary>
    public static Plan Of(StripeObject subscription)
    {
        var item = subscription.Body["items"]!["data"]![0]!;
        return new(item["price"]!.AsObject(), item["quantity"]!.GetValue<long>(), subscription.Details["plan_name"]!.GetValue<string>());
    }

    /// <summary>A price that can be subscribed to: it recurs, and has not been archived.</summary>
    public static async Task<Plan> Of(StripeLedger ledger, string price, long quantity, string param)
    {
        var found = await ledger.Get(Kinds.Price, price, param);
        if (found.Body["recurring"] is null)
        {
            throw StripeRefusal.Invalid(code: null,
                "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.", param);
        }

        if (!found.Body["active"]!.GetValue<bool>())
            throw StripeRefusal.Invalid("price_inactive", "The price specified is inactive. This field only accepts active prices.", param);
        var product = await ledger.Get(Kinds.Product, found.Text("product")!, param);
        return new(found.Body, quantity, product.Text("name")!);
    }
}
