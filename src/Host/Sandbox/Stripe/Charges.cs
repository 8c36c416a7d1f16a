using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/charges</c>: each attempt to take an intent's money.</summary>
internal static class Charges
{
    public static Task<StripeAnswer> List(StripeCall call) =>
        new StripeList(call, Kinds.Charge).Matching("payment_intent").Matching("customer").Answer();

    /// <summary>A charge under way; <see cref="MarkPaid"/> or <see cref="MarkFailed"/> settles it.</summary>
    public static JsonObject Body(StripeLedger ledger, StripeObject intent, StripeObject method) => new()
    {
        ["id"] = StripeIds.New("ch_"),
        ["object"] = "charge",
        ["amount"] = intent.Number("amount"),
        ["amount_captured"] = 0,
        ["amount_refunded"] = 0,
        ["balance_transaction"] = null,
        ["billing_details"] = method.Body["billing_details"]?.DeepClone(),
        ["captured"] = false,
        ["created"] = ledger.Now,
        ["currency"] = intent.Text("currency"),
        ["customer"] = intent.Text("customer"),
        ["description"] = intent.Text("description"),
        ["disputed"] = false,
        ["failure_balance_transaction"] = null,
        ["failure_code"] = null,
        ["failure_message"] = null,
        ["fraud_details"] = new JsonObject(),
        ["livemode"] = false,
        ["metadata"] = intent.Body["metadata"]!.DeepClone(),
        ["outcome"] = null,
        ["paid"] = false,
        ["payment_intent"] = intent.Id,
        ["payment_method"] = method.Id,
        ["payment_method_details"] = MethodDetails(method),
        ["receipt_url"] = null,
        ["refunded"] = false,
        ["status"] = "pending",
    };

    public static void MarkPaid(JsonObject charge, string balanceTransaction)
    {
        charge["amount_captured"] = charge["amount"]!.DeepClone();
        charge["balance_transaction"] = balanceTransaction;
        charge["captured"] = true;
        charge["paid"] = true;
        charge["status"] = "succeeded";
        charge["outcome"] = Outcome("approved_by_network", reason: null, "normal", "Payment complete.", "authorized");
    }

    public static void MarkFailed(JsonObject charge, Decline decline)
    {
        charge["failure_code"] = decline.Code;
        charge["failure_message"] = decline.Message;
        charge["paid"] = false;
        charge["status"] = "failed";
        charge["outcome"] = Outcome("declined_by_network", decline.DeclineCode, "normal", "The bank returned a decline.", "issuer_declined");
    }

    private static JsonObject Outcome(string network, string? reason, string risk, string message, string type) => new()
    {
        ["network_status"] = network,
        ["reason"] = reason,
        ["risk_level"] = risk,
        ["seller_message"] = message,
        ["type"] = type,
    };

    private static JsonObject MethodDetails(StripeObject method)
    {
        var type = method.Text("type")!;
        var details = method.Body[type]!.DeepClone().AsObject();
        // A charge shows the card, not what the card could do elsewhere.
        foreach (var name in new[] { "display_brand", "generated_from", "networks", "three_d_secure_usage" }) details.Remove(name);
        return new JsonObject { [type] = details, ["type"] = type };
    }
}
