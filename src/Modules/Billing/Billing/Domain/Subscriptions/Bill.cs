namespace LeadMarket.Billing.Domain.Subscriptions;

internal enum BillStatus
{
    Draft,
    Open,
    Paid,
    Uncollectible,
    Void,
}

/// <summary>One bill of a plan as Stripe reckoned it: an invoice, or the preview of one. Amounts in cents, taxes as charged.</summary>
/// <param name="Row">Our subscription, from its metadata.</param>
/// <param name="IsRenewal">A month that came by itself, as opposed to a beginning or a change.</param>
/// <param name="SubtotalCents">Of the lines, before discount and tax.</param>
/// <param name="NetCents">After discount, before tax.</param>
/// <param name="TotalCents">Negative when a cheaper plan gives back more than is billed.</param>
/// <param name="DueCents">What the card is asked, after what Stripe keeps for the contractor.</param>
/// <param name="BalanceCents">Paid from what Stripe keeps for the contractor; negative when it was added to.</param>
internal sealed record Bill(
    string Id, BillStatus Status, string Subscription, SubscriptionId? Row, string? Customer, bool IsRenewal, string? Number, string Currency,
    long SubtotalCents, long NetCents, long TotalCents, IReadOnlyList<BillTax> Taxes, long DueCents, long BalanceCents, int Attempts,
    DateTimeOffset? NextTryAt, DateTimeOffset CreatedAt, DateTimeOffset? PaidAt, string? Url, IReadOnlyList<BillLine> Lines,
    IReadOnlyList<BillPayment> Payments)
{
    public long CardCents => Payments.Sum(payment => payment.Cents);
}

/// <param name="IsProration">Part of a month, for a change of plan; negative for the time given back.</param>
internal sealed record BillLine(long Cents, IReadOnlyList<BillTax> Taxes, string? PriceId, DateTimeOffset From, DateTimeOffset Until, bool IsProration);

/// <param name="RateId">Stripe's tax rate.</param>
internal sealed record BillTax(string RateId, long Cents);

/// <param name="Cents">What was captured for this bill.</param>
internal sealed record BillPayment(string PaymentIntent, long Cents);
