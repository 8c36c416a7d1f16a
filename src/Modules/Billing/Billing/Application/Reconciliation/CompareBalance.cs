using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>What Stripe holds, what its movements add up to, and what our ledger says it holds: one number.</summary>
internal static class CompareBalance
{
    public static IEnumerable<Difference> Between(WeighedBalance stripe, OurBooks ours, TheirBooks theirs)
    {
        if (stripe.HeldCents != stripe.ImportedCents)
        {
            yield return new Difference(
                "balance-import", "stripe", Amounts.Of(stripe.ImportedCents), Amounts.Of(stripe.HeldCents), Remedies.ImportBalance);
        }

        var expected = ours.LedgerCents + ours.RefundsAheadCents + UnderWay(ours, theirs);
        if (expected != stripe.ImportedCents)
            yield return new Difference("balance-ledger", "stripe", Amounts.Of(expected), Amounts.Of(stripe.ImportedCents), Remedies.FindEntry);
    }

    // Paid a moment ago, the webhook on its way: in Stripe's balance and not in our ledger yet.
    private static long UnderWay(OurBooks ours, TheirBooks theirs)
    {
        var known = ours.Payments.Select(payment => payment.PaymentIntent).ToHashSet(StringComparer.Ordinal);
        return theirs.Payments.Values
            .Where(payment => payment.Succeeded && theirs.IsMoving(payment.Id) && !known.Contains(payment.Id)).Sum(payment => payment.Captured.Cents);
    }
}
