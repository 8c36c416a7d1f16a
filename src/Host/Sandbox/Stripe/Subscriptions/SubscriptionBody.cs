using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>A subscription as Stripe writes it since the periods moved to its items.</summary>
internal static class SubscriptionBody
{
    /// <param name="order">What the Checkout session remembered.</param>
    public static JsonObject New(Plan plan, JsonObject order, string customer, string? card, long now)
    {
        var id = StripeIds.New("sub_");
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "subscription",
            ["application"] = null,
            ["automatic_tax"] = new JsonObject { ["enabled"] = false },
            ["billing_cycle_anchor"] = now,
            ["billing_mode"] = new JsonObject { ["type"] = "flexible" },
            ["cancel_at"] = null,
            ["cancel_at_period_end"] = false,
            ["canceled_at"] = null,
            ["cancellation_details"] = new JsonObject { ["comment"] = null, ["feedback"] = null, ["reason"] = null },
            ["collection_method"] = "charge_automatically",
            ["created"] = now,
            ["currency"] = plan.Currency,
            ["customer"] = customer,
            ["days_until_due"] = null,
            ["default_payment_method"] = card,
            ["default_tax_rates"] = order["tax_rates"]!.DeepClone(),
            ["description"] = null,
            ["discounts"] = new JsonArray(),
            ["ended_at"] = null,
            ["items"] = new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray(Item(id, plan, now)),
                ["has_more"] = false,
                ["total_count"] = 1L,
                ["url"] = $"/v1/subscription_items?subscription={id}",
            },
            ["latest_invoice"] = null,
            ["livemode"] = false,
            ["metadata"] = order["metadata"]!.DeepClone(),
            ["next_pending_invoice_item_invoice"] = null,
            ["pause_collection"] = null,
            ["pending_setup_intent"] = null,
            ["pending_update"] = null,
            ["schedule"] = null,
            ["start_date"] = now,
            ["status"] = "active",
            ["trial_end"] = null,
            ["trial_start"] = null,
        };
    }

    private static JsonObject Item(string subscription, Plan plan, long now) => new()
    {
        ["id"] = StripeIds.New("si_", 14),
        ["object"] = "subscription_item",
        ["created"] = now,
        ["current_period_end"] = BillingCycle.End(now, now, plan),
        ["current_period_start"] = now,
        ["discounts"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["price"] = plan.Price.DeepClone(),
        ["quantity"] = plan.Quantity,
        ["subscription"] = subscription,
        ["tax_rates"] = new JsonArray(),
    };
}
