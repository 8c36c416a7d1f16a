using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Disputes;

/// <summary>A dispute as Stripe shows it.</summary>
internal static class DisputeBody
{
    public const string Fraudulent = "fraudulent";
    private const long TimeToAnswer = 7 * 86400;

    public static readonly IReadOnlySet<string> Reasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "credit_not_processed", "duplicate", Fraudulent, "general", "noncompliant", "product_not_received",
        "product_unacceptable", "subscription_canceled", "unrecognized",
    };

    public static readonly string[] Evidence =
    [
        "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure", "cancellation_rebuttal",
        "customer_communication", "customer_email_address", "customer_name", "customer_purchase_ip", "customer_signature",
        "duplicate_charge_documentation", "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt",
        "refund_policy", "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "service_documentation",
        "shipping_address", "shipping_carrier", "shipping_date", "shipping_documentation", "shipping_tracking_number",
        "uncategorized_file", "uncategorized_text",
    ];

    public static JsonObject Of(StripeObject charge, string reason, bool inquiry, long now) => new()
    {
        ["id"] = StripeIds.New("du_"),
        ["object"] = "dispute",
        // What was refunded before is with the customer already.
        ["amount"] = charge.Number("amount_captured") - charge.Number("amount_refunded"),
        ["balance_transactions"] = new JsonArray(),
        ["charge"] = charge.Id,
        ["created"] = now,
        ["currency"] = charge.Text("currency"),
        ["enhanced_eligibility_types"] = new JsonArray(),
        ["evidence"] = new JsonObject(Evidence.Select(name => KeyValuePair.Create<string, JsonNode?>(name, null))),
        ["evidence_details"] = new JsonObject { ["due_by"] = now + TimeToAnswer, ["has_evidence"] = false, ["past_due"] = false, ["submission_count"] = 0 },
        ["is_charge_refundable"] = inquiry,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = charge.Text("payment_intent"),
        ["payment_method_details"] = new JsonObject
        {
            ["card"] = new JsonObject { ["brand"] = "visa", ["case_type"] = inquiry ? "inquiry" : "chargeback", ["network_reason_code"] = "83" },
            ["type"] = "card",
        },
        ["reason"] = reason,
        ["status"] = inquiry ? "warning_needs_response" : "needs_response",
    };
}
