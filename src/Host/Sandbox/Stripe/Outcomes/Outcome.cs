using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Outcomes;

/// <summary>What banks say only later, kept with the charge or refund that it will happen to.</summary>
internal static class Outcome
{
    public const string Disputed = "disputed";
    public const string Inquired = "inquired";
    public const string Warned = "warned";
    public const string Paid = "paid";
    public const string Bounced = "bounced";
    public const string Refunded = "refunded";
    public const string RefundReturned = "refund_returned";

    private const long DebitTakes = 3 * 86400;
    private const long RefundTakes = 3 * 60;

    /// <summary>A bank tells of fraud after the payment, never within it: a moment later here.</summary>
    public static JsonObject? After(TestCard card, long now) => card.Aftermath switch
    {
        Aftermath.Dispute => Due(Disputed, now),
        Aftermath.Inquiry => Due(Inquired, now),
        Aftermath.FraudWarning => Due(Warned, now),
        _ => null,
    };

    public static JsonObject OfDebit(bool hasMoney, long now) => Due(hasMoney ? Paid : Bounced, now + DebitTakes);

    public static JsonObject? OfRefund(RefundConduct conduct, long now) => conduct switch
    {
        RefundConduct.SucceedsLater => Due(Refunded, now + RefundTakes),
        RefundConduct.FailsLater => Due(RefundReturned, now + RefundTakes),
        _ => null,
    };

    public static string? Of(StripeObject awaiting) => awaiting.Details["outcome"]?.GetValue<string>();

    /// <summary>Takes the outcome off an object that the caller holds locked, so that it happens once.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Take(StripeObject awaiting)
    {
        awaiting.Details.Remove("outcome_due");
        return awaiting.Details.Remove("outcome");
    }

    private static JsonObject Due(string what, long at) => new() { ["outcome"] = what, ["outcome_due"] = at };
}
