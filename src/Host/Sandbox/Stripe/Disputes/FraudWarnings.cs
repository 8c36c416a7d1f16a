using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Outcomes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Disputes;

/// <summary>The card's bank suspects fraud; a dispute often follows, unless the money is given back in time.</summary>
internal static class FraudWarnings
{
    public static async Task<bool> Issue(StripeLedger ledger, string chargeId)
    {
        var charge = await ledger.GetLocked(Kinds.Charge, chargeId, "charge");
        if (!Outcome.Take(charge)) return false;
        var warning = await ledger.Add(Kinds.FraudWarning, new JsonObject
        {
            ["id"] = StripeIds.New("issfr_"),
            ["object"] = "radar.early_fraud_warning",
            ["actionable"] = OpenDispute.CanBeDisputed(charge),
            ["charge"] = charge.Id,
            ["created"] = ledger.Now,
            ["fraud_type"] = "unauthorized_use_of_card",
            ["livemode"] = false,
            ["payment_intent"] = charge.Text("payment_intent"),
        });
        charge.Details["fraud_warning"] = warning.Id;
        await ledger.Save(charge);
        await ledger.Emit("radar.early_fraud_warning.created", warning);
        return true;
    }

    /// <summary>Refunded or disputed, there is nothing more to do about the warning.</summary>
    /// <param name="charge">Held locked by the caller, and its warning with it.</param>
    public static async Task TakeBack(StripeLedger ledger, StripeObject charge)
    {
        if (charge.Details["fraud_warning"]?.GetValue<string>() is not { } id) return;
        var warning = await ledger.Get(Kinds.FraudWarning, id);
        if (!warning.Body["actionable"]!.GetValue<bool>()) return;
        warning.Body["actionable"] = false;
        await ledger.Save(warning);
        await ledger.Emit("radar.early_fraud_warning.updated", warning);
    }
}
