using LeadMarket.Sandbox.Stripe.Balance;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Outcomes;

namespace LeadMarket.Sandbox.Stripe.Disputes;

/// <summary>The buyer's bank takes the money back, or asks about it first.</summary>
internal static class OpenDispute
{
    /// <summary>As the card's conduct had it; nothing is left to dispute once all was refunded.</summary>
    public static async Task<bool> AsForeseen(StripeLedger ledger, string chargeId, bool inquiry)
    {
        var charge = await ledger.GetLocked(Kinds.Charge, chargeId, "charge");
        if (!Outcome.Take(charge)) return false;
        await ledger.Save(charge);
        if (CanBeDisputed(charge)) await Of(ledger, charge, DisputeBody.Fraudulent, inquiry);
        return true;
    }

    public static bool CanBeDisputed(StripeObject charge) =>
        charge.Details["dispute"] is null && charge.Number("amount_captured") > charge.Number("amount_refunded");

    /// <param name="charge">Held locked by the caller.</param>
    public static async Task<StripeObject> Of(StripeLedger ledger, StripeObject charge, string reason, bool inquiry)
    {
        var dispute = await ledger.Add(Kinds.Dispute, DisputeBody.Of(charge, reason, inquiry, ledger.Now));
        charge.Body["disputed"] = true;
        charge.Details["dispute"] = dispute.Id;
        await ledger.Save(charge);
        await FraudWarnings.TakeBack(ledger, charge);
        if (!inquiry) await AddTransaction(ledger, dispute, await Transactions.OfDispute(ledger, dispute));
        await ledger.Emit("charge.dispute.created", dispute);
        if (!inquiry) await ledger.Emit("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    public static async Task AddTransaction(StripeLedger ledger, StripeObject dispute, string transaction)
    {
        var written = await ledger.Get(Kinds.BalanceTransaction, transaction);
        dispute.Body["balance_transactions"]!.AsArray().Add(written.Body.DeepClone());
        await ledger.Save(dispute);
    }

    /// <summary>Money that the bank has taken cannot be given back a second time; during an inquiry it still can.</summary>
    public static async Task<bool> Forbids(StripeLedger ledger, StripeObject charge) =>
        charge.Details["dispute"]?.GetValue<string>() is { } id
        && !(await ledger.Get(Kinds.Dispute, id)).Body["is_charge_refundable"]!.GetValue<bool>();
}
