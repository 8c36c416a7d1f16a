using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>What Stripe says, as far as it is compared.</summary>
/// <param name="Touched">Ids that something has just happened to: what is on its way is no difference.</param>
internal sealed record TheirBooks(
    IReadOnlyDictionary<string, HostedCheckout> Checkouts, IReadOnlyDictionary<string, HostedPayment> Payments,
    IReadOnlyDictionary<string, HostedRefund> Refunds, IReadOnlyDictionary<string, StatedDispute> Disputes,
    IReadOnlyDictionary<string, StatedBill> Bills, IReadOnlySet<string> Touched)
{
    public bool IsMoving(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            if (id is not null && Touched.Contains(id)) return true;
        }

        return false;
    }
}

/// <summary>What we say, of the same things.</summary>
/// <param name="LedgerCents">The ledger's <c>stripe</c> account.</param>
/// <param name="RefundsAheadCents">What refunds have moved at Stripe that are not, or not finally, in the ledger yet; negative when money left.</param>
/// <param name="Foreign">Others' payments that were booked as such, with an alarm of their own.</param>
internal sealed record OurBooks(
    IReadOnlyList<OurCheckout> Checkouts, IReadOnlyList<OurPayment> Payments, IReadOnlyList<OurRefund> Refunds, IReadOnlyList<OurDispute> Disputes,
    IReadOnlyList<OurBill> Bills, long LedgerCents, long RefundsAheadCents, IReadOnlySet<string> Foreign);

/// <param name="State">As stored: <c>opening</c>, <c>open</c>, <c>processing</c>, <c>paid</c>, <c>closed</c>.</param>
internal sealed record OurCheckout(PurchaseId Purchase, string State, string? SessionId);

internal sealed record OurPayment(string PaymentIntent, PurchaseId Purchase, long Cents, string Currency)
{
    public Money Amount => new(Cents, Currency);
}

/// <param name="StripeId">Null until Stripe has answered.</param>
internal sealed record OurRefund(RefundId Id, string? StripeId, string? PaymentIntent, string State, long Cents);

internal sealed record OurDispute(string Id, string? PaymentIntent, string Status);

/// <param name="Invoice">Stripe's id of the bill.</param>
internal sealed record OurBill(string Invoice, bool Paid, long TotalCents);

/// <summary>Reads our side. Everything from a time on, everything that has not ended, and everything that Stripe named.</summary>
/// <param name="Before">What changed after it is left out; null: nothing is.</param>
internal sealed record ReadOurBooks(DateTimeOffset? Since, DateTimeOffset? Before, NamedByStripe Named) : IQuery<OurBooks>;

internal sealed record NamedByStripe(string[] Sessions, string[] Payments, string[] Refunds, string[] Disputes, string[] Bills);
