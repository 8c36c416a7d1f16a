using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Money that went back: refunds, and what banks took for disputed payments.</summary>
internal static class CompareRefunds
{
    public static IEnumerable<Difference> Between(OurBooks ours, TheirBooks theirs) =>
        [.. TheirsHere(ours, theirs), .. OursThere(ours, theirs), .. Disputes(ours, theirs)];

    private static IEnumerable<Difference> TheirsHere(OurBooks ours, TheirBooks theirs)
    {
        var payments = ours.Payments.Select(payment => payment.PaymentIntent).ToHashSet(StringComparer.Ordinal);
        var byStripeId = ours.Refunds.Where(refund => refund.StripeId is not null).ToDictionary(refund => refund.StripeId!, StringComparer.Ordinal);
        foreach (var refund in theirs.Refunds.Values)
        {
            // Money of ours only: the account at Stripe may serve more than this product.
            if (refund.PaymentIntent is null || !payments.Contains(refund.PaymentIntent) || theirs.IsMoving(refund.Id, refund.PaymentIntent)) continue;
            if (!byStripeId.TryGetValue(refund.Id, out var known))
                yield return new Difference("refund-missing", refund.Id, "no refund", $"{Words(refund.State)}, {Amounts.Of(refund.AmountCents)}", Remedies.ReplayEvent);
            else if (known.State != Words(refund.State))
                yield return new Difference("refund-state", refund.Id, known.State, Words(refund.State), Remedies.ReplayEvent);
            else if (known.Cents != refund.AmountCents)
                yield return new Difference("refund-amount", refund.Id, Amounts.Of(known.Cents), Amounts.Of(refund.AmountCents), Remedies.LookAtStripe);
        }
    }

    private static IEnumerable<Difference> OursThere(OurBooks ours, TheirBooks theirs)
    {
        foreach (var refund in ours.Refunds)
        {
            if (theirs.IsMoving(refund.StripeId, refund.PaymentIntent)) continue;
            if (refund.StripeId is { } id && !theirs.Refunds.ContainsKey(id))
                yield return new Difference("refund-unknown", id, refund.State, "no such refund", Remedies.LookAtStripe);
            if (refund is { State: "requested", PaymentIntent: not null })
                yield return new Difference("refund-unsent", refund.Id.ToString(), "requested", "not heard of", Remedies.SendRefund);
        }
    }

    private static IEnumerable<Difference> Disputes(OurBooks ours, TheirBooks theirs)
    {
        var payments = ours.Payments.Select(payment => payment.PaymentIntent).ToHashSet(StringComparer.Ordinal);
        var known = ours.Disputes.ToDictionary(dispute => dispute.Id, StringComparer.Ordinal);
        foreach (var dispute in theirs.Disputes.Values)
        {
            if (dispute.PaymentIntent is null || !payments.Contains(dispute.PaymentIntent) || theirs.IsMoving(dispute.Id, dispute.PaymentIntent)) continue;
            if (!known.TryGetValue(dispute.Id, out var ourDispute))
                yield return new Difference("dispute-missing", dispute.Id, "no dispute", dispute.Status, Remedies.ReplayEvent);
            else if (ourDispute.Status != dispute.Status)
                yield return new Difference("dispute-state", dispute.Id, ourDispute.Status, dispute.Status, Remedies.ReplayEvent);
        }

        foreach (var dispute in ours.Disputes.Where(dispute => !theirs.Disputes.ContainsKey(dispute.Id) && !theirs.IsMoving(dispute.Id)))
            yield return new Difference("dispute-unknown", dispute.Id, dispute.Status, "no such dispute", Remedies.LookAtStripe);
    }

    private static string Words(RefundState state) => state is RefundState.RequiresAction ? "requires_action" : state.ToString().ToLowerInvariant();
}
