using LeadMarket.Sandbox.Stripe.Balance;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Disputes;

/// <summary>The bank's verdict.</summary>
internal static class CloseDispute
{
    /// <summary>Holds the charge, then its dispute: the order in which opening and refunding hold them.</summary>
    public static async Task<StripeObject> Hold(StripeLedger ledger, string id)
    {
        var charge = (await ledger.Get(Kinds.Dispute, id, "dispute")).Text("charge")!;
        await ledger.GetLocked(Kinds.Charge, charge, "charge");
        return await ledger.GetLocked(Kinds.Dispute, id, "dispute");
    }

    public static bool IsOpen(StripeObject dispute) => dispute.Text("status") is not ("won" or "lost" or "warning_closed");

    public static bool IsInquiry(StripeObject dispute) =>
        dispute.Text("status")!.StartsWith("warning_", StringComparison.Ordinal);

    /// <param name="dispute">Open, and held by the caller.</param>
    public static Task Now(StripeLedger ledger, StripeObject dispute, bool won) => (won, IsInquiry(dispute)) switch
    {
        (true, true) => End(ledger, dispute, "warning_closed", refundable: true),
        (true, false) => Win(ledger, dispute),
        (false, true) => Escalate(ledger, dispute),
        _ => End(ledger, dispute, "lost", refundable: false),
    };

    private static async Task Win(StripeLedger ledger, StripeObject dispute)
    {
        // The amount comes back; the fee for the dispute does not.
        await OpenDispute.AddTransaction(ledger, dispute, await Transactions.OfWonDispute(ledger, dispute));
        await End(ledger, dispute, "won", refundable: true);
        await ledger.Emit("charge.dispute.funds_reinstated", dispute);
    }

    /// <summary>An inquiry can be lost only as a chargeback: the money is taken first.</summary>
    private static async Task Escalate(StripeLedger ledger, StripeObject dispute)
    {
        var charge = await ledger.Get(Kinds.Charge, dispute.Text("charge")!);
        dispute.Body["amount"] = charge.Number("amount_captured") - charge.Number("amount_refunded");
        if (dispute.Number("amount") > 0)
        {
            await OpenDispute.AddTransaction(ledger, dispute, await Transactions.OfDispute(ledger, dispute));
            await ledger.Emit("charge.dispute.funds_withdrawn", dispute);
        }

        await End(ledger, dispute, "lost", refundable: false);
    }

    private static async Task End(StripeLedger ledger, StripeObject dispute, string status, bool refundable)
    {
        dispute.Body["status"] = status;
        dispute.Body["is_charge_refundable"] = refundable;
        await ledger.Save(dispute);
        await ledger.Emit("charge.dispute.closed", dispute);
    }
}
