using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Balance;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Outcomes;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>Money pulled from a bank account: ordered on the page, there or bounced three days later.</summary>
internal static class BankDebits
{
    private static readonly Decline Bounced = new("debit_not_authorized", "insufficient_funds",
        "The customer's account has insufficient funds to cover this payment.", Advice: null);

    public static async Task Order(StripeLedger ledger, StripeObject intent, BankAccount account)
    {
        var method = await ledger.Add(Kinds.PaymentMethod, PaymentMethodBody.OfAccount(account, ledger.Now, account.Name));
        var charge = await ledger.Add(Kinds.Charge, Charges.Body(ledger, intent, method), Outcome.OfDebit(account.HasMoney, ledger.Now));
        intent.Body["status"] = "processing";
        intent.Body["payment_method"] = method.Id;
        intent.Body["payment_method_types"] = new JsonArray(PaymentWays.Card, PaymentWays.BankDebit);
        intent.Body["latest_charge"] = charge.Id;
        intent.Body["last_payment_error"] = null;
        intent.Body["next_action"] = null;
        await ledger.Save(intent);
        await ledger.Emit("charge.pending", charge);
        await ledger.Emit("payment_intent.processing", intent);
    }

    /// <summary>The bank has answered. Rows are held in the order that every payment holds them: session, intent, charge.</summary>
    public static async Task<bool> Settle(StripeLedger ledger, string chargeId, bool hasMoney)
    {
        var intentId = (await ledger.Get(Kinds.Charge, chargeId)).Text("payment_intent")!;
        var sessionId = (await ledger.Get(Kinds.Intent, intentId)).Details["session"]!.GetValue<string>();
        var session = await ledger.GetLocked(Kinds.Session, sessionId, "session");
        var intent = await ledger.GetLocked(Kinds.Intent, intentId, "intent");
        var charge = await ledger.GetLocked(Kinds.Charge, chargeId, "charge");
        if (!Outcome.Take(charge)) return false;

        if (hasMoney) await Arrive(ledger, session, intent, charge);
        else await Bounce(ledger, session, intent, charge);
        return true;
    }

    private static async Task Arrive(StripeLedger ledger, StripeObject session, StripeObject intent, StripeObject charge)
    {
        Charges.MarkPaid(charge.Body, await Transactions.OfCharge(ledger, charge.Body, availableNow: false));
        await ledger.Save(charge);
        await Charging.Succeed(ledger, intent, charge);
        session.Body["payment_status"] = "paid";
        await ledger.Save(session);
        await ledger.Emit("checkout.session.async_payment_succeeded", session);
    }

    private static async Task Bounce(StripeLedger ledger, StripeObject session, StripeObject intent, StripeObject charge)
    {
        Charges.MarkFailed(charge.Body, Bounced);
        await ledger.Save(charge);
        await Charging.GiveUp(ledger, intent, Charging.Error(Bounced, charge.Id));
        await ledger.Emit("charge.failed", charge);
        await ledger.Emit("payment_intent.payment_failed", intent);
        await ledger.Emit("checkout.session.async_payment_failed", session);
    }
}
