using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>What a purchase was paid with.</summary>
/// <param name="PaymentIntent">The payment that counts; absent when credits paid everything.</param>
/// <param name="CardCents">What that payment captured.</param>
/// <param name="CreditCents">Credits spent on it.</param>
internal sealed record SettledPurchase(
    PurchaseId Purchase, ContractorId Contractor, string? PaymentIntent, long CardCents, long CreditCents, string Currency)
{
    /// <summary>A purchase that cost nothing, and was paid for all the same: that payment goes back.</summary>
    public static SettledPurchase Free(Refund second) => new(second.PurchaseId, second.ContractorId, PaymentIntent: null, 0, 0, second.Currency);

    public long TotalCents => CardCents + CreditCents;

    /// <summary>What can still be given back, and how much of that to the card.</summary>
    public Refundable Left(IReadOnlyList<Refund> refunds)
    {
        var counting = refunds.Where(refund => refund.Counts && IsOfThis(refund)).ToList();
        var total = Math.Max(0, TotalCents - counting.Sum(refund => refund.AmountCents));
        var card = CardCents - counting.Where(refund => refund.Way is RefundWay.Card).Sum(refund => refund.AmountCents);
        return new Refundable(total, Math.Clamp(card, 0, total));
    }

    /// <summary>Nothing of it is left paid: what went back for certain makes up all of it.</summary>
    public bool IsAllBack(IReadOnlyList<Refund> refunds) =>
        refunds.Where(refund => refund.SucceededAt is not null && IsOfThis(refund)).Sum(refund => refund.AmountCents) >= TotalCents;

    // A second payment of the purchase was never part of the price, nor are credits in place of its refund.
    private bool IsOfThis(Refund refund) => refund.PaymentIntent is null || refund.PaymentIntent == PaymentIntent;
}

internal sealed record Refundable(long TotalCents, long CardCents);
