using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Disputes;

/// <summary><c>POST /v1/disputes/{id}</c>: the shop's side of it; and <c>/close</c>, which gives in.</summary>
internal static class AnswerDispute
{
    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var (submit, evidence) = (form.Boolean("submit") ?? true, form.Group("evidence"));
        var given = DisputeBody.Evidence.Where(evidence.Has)
            .Select(name => (Name: name, Text: evidence.Unsets(name) ? null : evidence.Text(name, most: 20_000))).ToList();
        var expansion = Expansion.Read(form);
        var dispute = await CloseDispute.Hold(ledger, call.Id);
        form.MergeMetadata(dispute.Body["metadata"]!.AsObject());
        form.RefuseUnknown();
        if (given.Count > 0 && !CloseDispute.IsOpen(dispute))
            return StripeAnswer.InvalidRequest(code: null, "This dispute is already closed.", param: null);

        foreach (var (name, text) in given) dispute.Body["evidence"]![name] = text;
        var details = dispute.Body["evidence_details"]!.AsObject();
        details["has_evidence"] = dispute.Body["evidence"]!.AsObject().Any(each => each.Value is not null);
        if (given.Count > 0 && submit)
        {
            details["submission_count"] = details["submission_count"]!.GetValue<int>() + 1;
            dispute.Body["status"] = CloseDispute.IsInquiry(dispute) ? "warning_under_review" : "under_review";
        }

        await ledger.Save(dispute);
        await ledger.Emit("charge.dispute.updated", dispute);
        if (submit && Verdict(dispute.Body) is { } won && CloseDispute.IsOpen(dispute)) await CloseDispute.Now(ledger, dispute, won);
        return StripeAnswer.Ok(await expansion.Apply(dispute, call));
    }

    public static async Task<StripeAnswer> GiveIn(StripeCall call)
    {
        var expansion = Expansion.Read(call.Form);
        call.Form.RefuseUnknown();
        var dispute = await CloseDispute.Hold(call.Ledger, call.Id);
        if (!CloseDispute.IsOpen(dispute)) return StripeAnswer.InvalidRequest(code: null, "This dispute is already closed.", param: null);
        await CloseDispute.Now(call.Ledger, dispute, won: false);
        return StripeAnswer.Ok(await expansion.Apply(dispute, call));
    }

    /// <summary>Stripe's magic words of test mode, which decide at once.</summary>
    private static bool? Verdict(JsonObject dispute) => dispute["evidence"]!["uncategorized_text"]?.GetValue<string>() switch
    {
        "winning_evidence" => true,
        "losing_evidence" => false,
        _ => null,
    };
}
