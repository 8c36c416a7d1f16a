using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Checkouts and payments, both ways.</summary>
internal static class ComparePayments
{
    public static IEnumerable<Difference> Between(OurBooks ours, TheirBooks theirs) =>
        [.. Checkouts(ours, theirs), .. MissingHere(ours, theirs), .. OursThere(ours, theirs)];

    private static IEnumerable<Difference> Checkouts(OurBooks ours, TheirBooks theirs)
    {
        foreach (var checkout in ours.Checkouts)
        {
            if (checkout.SessionId is not { } id || theirs.IsMoving(id)) continue;
            if (!theirs.Checkouts.TryGetValue(id, out var session))
            {
                yield return new Difference("checkout-unknown", id, checkout.State, "no such session", Remedies.LookAtStripe);
                continue;
            }

            if (theirs.IsMoving(session.PaymentIntent)) continue;
            switch (session.State, checkout.State)
            {
                case (HostedState.Paid, not "paid"):
                    yield return new Difference("checkout-unpaid", id, checkout.State, "paid", Remedies.ReplayEvent);
                    break;
                case (HostedState.Expired, "open" or "opening"):
                    yield return new Difference("checkout-open", id, checkout.State, "expired", Remedies.ReplayEvent);
                    break;
                // Its session looks the same when the money did not come: only the payment tells.
                case (HostedState.Processing, "processing") when HasFailed(theirs, session.PaymentIntent):
                    yield return new Difference("checkout-failed", id, "processing", "not paid", Remedies.ReplayEvent);
                    break;
                case (HostedState.Open, "closed"):
                    yield return new Difference("checkout-payable", id, "closed", "can still be paid", Remedies.ExpireSession);
                    break;
            }
        }
    }

    private static bool HasFailed(TheirBooks theirs, string? intent) =>
        intent is not null && theirs.Payments.TryGetValue(intent, out var payment) && payment is { Succeeded: false, Processing: false };

    private static IEnumerable<Difference> MissingHere(OurBooks ours, TheirBooks theirs)
    {
        var known = ours.Payments.Select(payment => payment.PaymentIntent).ToHashSet(StringComparer.Ordinal);
        var purchases = ours.Checkouts.Select(checkout => checkout.Purchase).ToHashSet();

        // A bill's payment names no purchase of ours: the bill is compared.
        var ofBills = theirs.Bills.Values.Where(bill => bill.Ours).SelectMany(bill => bill.PaymentIntents).ToHashSet(StringComparer.Ordinal);
        foreach (var payment in theirs.Payments.Values)
        {
            if (!payment.Succeeded || known.Contains(payment.Id) || ofBills.Contains(payment.Id) || theirs.IsMoving(payment.Id)) continue;
            if (payment.Purchase is null && ours.Foreign.Contains(payment.Id)) continue;
            yield return payment.Purchase is { } purchase
                ? new Difference(
                    "payment-missing", payment.Id, "no payment", $"{Amounts.Of(payment.Captured)} for purchase {purchase}",
                    purchases.Contains(purchase) ? Remedies.ReplayEvent : Remedies.GiveBackAtStripe)
                : new Difference("payment-foreign", payment.Id, "no payment", $"{Amounts.Of(payment.Captured)} for no purchase", Remedies.LookAtStripe);
        }
    }

    private static IEnumerable<Difference> OursThere(OurBooks ours, TheirBooks theirs)
    {
        foreach (var payment in ours.Payments)
        {
            if (theirs.IsMoving(payment.PaymentIntent)) continue;
            if (!theirs.Payments.TryGetValue(payment.PaymentIntent, out var stated) || !stated.Succeeded)
                yield return new Difference("payment-unknown", payment.PaymentIntent, Amounts.Of(payment.Amount), "not paid", Remedies.LookAtStripe);
            else if (stated.Captured != payment.Amount)
                yield return new Difference("payment-amount", payment.PaymentIntent, Amounts.Of(payment.Amount), Amounts.Of(stated.Captured), Remedies.LookAtStripe);
        }
    }
}
