using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/refunds</c>: whole or in parts, never more than was taken.</summary>
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
        if (left == 0) return StripeAnswer.InvalidRequest("charge_already_refunded", $"Charge {charge.Id} has already been refunded.", param: null);
        var amount = asked ?? left;
        if (amount > left)
        {
            return StripeAnswer.InvalidRequest(code: null,
                $"Refund amount ({Amounts.Written(amount)}) is greater than unrefunded amount on charge ({Amounts.Written(left)})", "amount");
        }

        var refund = await ledger.Add(Kinds.Refund, new JsonObject
        {
            ["id"] = StripeIds.New("re_"),
            ["object"] = "refund",
            ["amount"] = amount,
            ["charge"] = charge.Id,
            ["created"] = ledger.Now,
            ["currency"] = intent.Text("currency"),
            ["failure_reason"] = null,
            ["metadata"] = metadata,
            ["payment_intent"] = intentId,
            ["reason"] = reason,
            ["status"] = "succeeded",
        });
        charge.Body["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge.Body["refunded"] = amount == left;
        await ledger.Save(charge);
        await ledger.Emit("refund.created", refund);
        await ledger.Emit("charge.refunded", charge);
        return StripeAnswer.Ok(await expansion.Apply(refund, call));
    }

    public static Task<StripeAnswer> List(StripeCall call) =>
        new StripeList(call, Kinds.Refund).Matching("payment_intent").Matching("charge").Answer();
}
