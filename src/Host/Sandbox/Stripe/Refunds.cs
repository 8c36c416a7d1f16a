using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Balance;
using LeadMarket.Sandbox.Stripe.Disputes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Outcomes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/refunds</c>: whole or in parts, never more than was taken; the bank may still send one back.</summary>
internal static class Refunds
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        form.Ignore("instructions_email", "refund_application_fee", "reverse_transfer");
        var (intentId, chargeId) = (form.Text("payment_intent"), form.Text("charge"));
        if (intentId is not null && chargeId is not null)
            throw StripeRefusal.Invalid(code: null, "You may only specify one of these parameters: charge, payment_intent.", "payment_intent");
        if (intentId is null && chargeId is null)
            throw StripeRefusal.Invalid("parameter_missing", "One of the following params should be provided for this request: payment_intent or charge.", param: null);
        var asked = form.Integer("amount", least: 1);
        var reason = form.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = form.Metadata();
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        intentId ??= (await ledger.Get(Kinds.Charge, chargeId!, "charge")).Text("payment_intent")!;
        // The intent's row is held first by every refund of it, so two at once cannot both pass the sum below.
        var intent = await ledger.GetLocked(Kinds.Intent, intentId, "payment_intent");
        if (intent.Text("status") is not "succeeded")
            return StripeAnswer.InvalidRequest("payment_intent_unexpected_state", $"This PaymentIntent ({intentId}) does not have a successful charge to refund.", "payment_intent");

        var charge = await ledger.GetLocked(Kinds.Charge, chargeId ?? intent.Text("latest_charge")!, "charge");
        var left = charge.Number("amount_captured") - charge.Number("amount_refunded");
        if (await OpenDispute.Forbids(ledger, charge))
            return StripeAnswer.InvalidRequest("charge_disputed", $"Charge {charge.Id} has been charged back; cannot issue a refund.", param: null);
        if (left == 0) return StripeAnswer.InvalidRequest("charge_already_refunded", $"Charge {charge.Id} has already been refunded.", param: null);
        var amount = asked ?? left;
        if (amount > left)
        {
            return StripeAnswer.InvalidRequest(code: null,
                $"Refund amount ({Amounts.Written(amount)}) is greater than unrefunded amount on charge ({Amounts.Written(left)})", "amount");
        }

        var refund = await Give(ledger, charge, amount, reason, metadata);
        await ledger.Emit("refund.created", refund);
        await ledger.Emit("charge.refunded", charge);
        return StripeAnswer.Ok(await expansion.Apply(refund, call));
    }

    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var expansion = Expansion.Read(call.Form);
        var refund = await call.Ledger.GetLocked(Kinds.Refund, call.Id, "refund");
        call.Form.MergeMetadata(refund.Body["metadata"]!.AsObject());
        call.Form.RefuseUnknown();
        await call.Ledger.Save(refund);
        await call.Ledger.Emit("refund.updated", refund);
        return StripeAnswer.Ok(await expansion.Apply(refund, call));
    }

    public static Task<StripeAnswer> List(StripeCall call) =>
        new StripeList(call, Kinds.Refund).Matching("payment_intent").Matching("charge").Answer();

    /// <summary>The bank's last word on a refund that was on its way.</summary>
    public static async Task<bool> Settle(StripeLedger ledger, string id, bool succeeds)
    {
        var chargeId = (await ledger.Get(Kinds.Refund, id)).Text("charge")!;
        var charge = await ledger.GetLocked(Kinds.Charge, chargeId, "charge");
        var refund = await ledger.GetLocked(Kinds.Refund, id, "refund");
        if (!Outcome.Take(refund)) return false;
        if (succeeds)
        {
            refund.Body["status"] = "succeeded";
            await ledger.Save(refund);
            await ledger.Emit("refund.updated", refund);
            return true;
        }

        refund.Body["status"] = "failed";
        refund.Body["failure_reason"] = "expired_or_canceled_card";
        refund.Body["failure_balance_transaction"] = await Transactions.OfFailedRefund(ledger, refund);
        await ledger.Save(refund);
        // The money is with the shop again, and the charge as if this refund had not been.
        charge.Body["amount_refunded"] = charge.Number("amount_refunded") - refund.Number("amount");
        charge.Body["refunded"] = false;
        await ledger.Save(charge);
        await ledger.Emit("refund.failed", refund);
        await ledger.Emit("refund.updated", refund);
        return true;
    }

    private static async Task<StripeObject> Give(StripeLedger ledger, StripeObject charge, long amount, string? reason, JsonObject metadata)
    {
        var method = await ledger.Get(Kinds.PaymentMethod, charge.Text("payment_method")!, "payment_method");
        var conduct = method.Text("type") is "card" ? PaymentMethods.CardOf(method).Refunds : RefundConduct.Succeeds;
        var id = StripeIds.New("re_");
        var transaction = await Transactions.OfRefund(ledger, id, charge, amount);
        var refund = await ledger.Add(Kinds.Refund, new JsonObject
        {
            ["id"] = id,
            ["object"] = "refund",
            ["amount"] = amount,
            ["balance_transaction"] = transaction,
            ["charge"] = charge.Id,
            ["created"] = ledger.Now,
            ["currency"] = charge.Text("currency"),
            ["failure_balance_transaction"] = null,
            ["failure_reason"] = null,
            ["metadata"] = metadata,
            ["payment_intent"] = charge.Text("payment_intent"),
            ["reason"] = reason,
            ["receipt_number"] = null,
            ["status"] = conduct is RefundConduct.SucceedsLater ? "pending" : "succeeded",
        }, Outcome.OfRefund(conduct, ledger.Now));
        charge.Body["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge.Body["refunded"] = charge.Number("amount_refunded") == charge.Number("amount_captured");
        await ledger.Save(charge);
        if (charge.Body["refunded"]!.GetValue<bool>()) await FraudWarnings.TakeBack(ledger, charge);
        return refund;
    }
}
