using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Bills of plans that Stripe has been paid for.</summary>
internal static class CompareBills
{
    public static IEnumerable<Difference> Between(OurBooks ours, TheirBooks theirs)
    {
        var known = ours.Bills.ToDictionary(bill => bill.Invoice, StringComparer.Ordinal);
        foreach (var bill in theirs.Bills.Values)
        {
            if (!bill.Ours || theirs.IsMoving([bill.Id, .. bill.PaymentIntents])) continue;
            if (!known.TryGetValue(bill.Id, out var booked) || !booked.Paid)
                yield return new Difference("bill-unbooked", bill.Id, booked is null ? "no bill" : "unpaid", $"paid, {Amounts.Of(bill.Total)}", Remedies.ReplayEvent);
            else if (booked.TotalCents != bill.Total.Cents)
                yield return new Difference("bill-amount", bill.Id, Amounts.Of(booked.TotalCents), Amounts.Of(bill.Total), Remedies.LookAtStripe);
        }

        foreach (var bill in ours.Bills.Where(bill => bill.Paid && !theirs.Bills.ContainsKey(bill.Invoice) && !theirs.IsMoving(bill.Invoice)))
            yield return new Difference("bill-unpaid", bill.Invoice, $"paid, {Amounts.Of(bill.TotalCents)}", "not paid", Remedies.LookAtStripe);
    }
}
