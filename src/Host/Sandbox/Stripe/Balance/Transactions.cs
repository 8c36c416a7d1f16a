using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Balance;

/// <summary>Writes a line of Stripe's balance for everything that moves money: their net amounts add up to the balance.</summary>
internal static class Transactions
{
    private const long DisputeFee = 1500;
    private const long DaysPending = 2 * 86400;

    /// <summary>2.9 % rounded half-up to the cent, and 30 cents; Stripe keeps it when the payment is given back.</summary>
    public static long FeeOf(long amount) => (((amount * 29) + 500) / 1000) + 30;

    public static Task<string> OfCharge(StripeLedger ledger, JsonObject charge, bool availableNow)
    {
        var amount = charge["amount"]!.GetValue<long>();
        return Write(ledger, new("charge", "charge", charge["id"]!.GetValue<string>(), amount, charge["currency"]!.GetValue<string>())
        {
            Fee = FeeOf(amount), FeeFor = "Stripe processing fees", Description = charge["description"]?.GetValue<string>(),
            AvailableOn = availableNow ? ledger.Now : ledger.Now + DaysPending,
        });
    }

    /// <summary>A refund leaves with the money of its charge: while that is pending, so is this.</summary>
    public static async Task<string> OfRefund(StripeLedger ledger, string refund, StripeObject charge, long amount)
    {
        var paid = await ledger.Get(Kinds.BalanceTransaction, charge.Text("balance_transaction")!);
        return await Write(ledger, new("refund", "refund", refund, -amount, charge.Text("currency")!)
        {
            AvailableOn = Math.Max(ledger.Now, paid.Number("available_on")), Description = "REFUND FOR CHARGE",
        });
    }

    public static Task<string> OfFailedRefund(StripeLedger ledger, StripeObject refund) =>
        Write(ledger, new("refund_failure", "refund_failure", refund.Id, refund.Number("amount"), refund.Text("currency")!)
        {
            AvailableOn = ledger.Now, Description = "REFUND FAILURE",
        });

    public static Task<string> OfDispute(StripeLedger ledger, StripeObject dispute) =>
        Write(ledger, new("adjustment", "dispute", dispute.Id, -dispute.Number("amount"), dispute.Text("currency")!)
        {
            Fee = DisputeFee, FeeFor = "Dispute fee", AvailableOn = ledger.Now, Description = $"Chargeback withdrawal for {dispute.Text("charge")}",
        });

    public static Task<string> OfWonDispute(StripeLedger ledger, StripeObject dispute) =>
        Write(ledger, new("adjustment", "dispute_reversal", dispute.Id, dispute.Number("amount"), dispute.Text("currency")!)
        {
            AvailableOn = ledger.Now, Description = $"Chargeback reversal for {dispute.Text("charge")}",
        });

    public static Task<string> OfPayout(StripeLedger ledger, string payout, long amount, string currency) =>
        Write(ledger, new("payout", "payout", payout, -amount, currency) { AvailableOn = ledger.Now, Description = "STRIPE PAYOUT" });

    private static async Task<string> Write(StripeLedger ledger, Movement movement)
    {
        var fee = movement.Fee == 0 ? [] : new JsonArray(new JsonObject
        {
            ["amount"] = movement.Fee,
            ["application"] = null,
            ["currency"] = movement.Currency,
            ["description"] = movement.FeeFor,
            ["type"] = "stripe_fee",
        });
        var written = await ledger.Add(Kinds.BalanceTransaction, new JsonObject
        {
            ["id"] = StripeIds.New("txn_"),
            ["object"] = "balance_transaction",
            ["amount"] = movement.Amount,
            ["available_on"] = movement.AvailableOn,
            ["balance_type"] = "payments",
            ["created"] = ledger.Now,
            ["currency"] = movement.Currency,
            ["description"] = movement.Description,
            ["exchange_rate"] = null,
            ["fee"] = movement.Fee,
            ["fee_details"] = fee,
            ["net"] = movement.Amount - movement.Fee,
            ["reporting_category"] = movement.Category,
            ["source"] = movement.Source,
            ["status"] = movement.AvailableOn <= ledger.Now ? "available" : "pending",
            ["type"] = movement.Type,
        });
        return written.Id;
    }

    private sealed record Movement(string Type, string Category, string Source, long Amount, string Currency)
    {
        public long Fee { get; init; }

        public string? FeeFor { get; init; }

        public long AvailableOn { get; init; }

        public string? Description { get; init; }
    }
}
