using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>A bank has taken the money of a payment back, until it decides.</summary>
internal sealed record DisputeOpened(Dispute Dispute) : IDomainEvent;

/// <summary>The bank has decided.</summary>
internal sealed record DisputeDecided(Dispute Dispute, bool Won, DateTimeOffset At) : IDomainEvent;

/// <summary>The holder of a card says that a payment was not right.</summary>
internal sealed class Dispute : Aggregate
{
    private Dispute()
    {
    }

    /// <summary>Stripe's.</summary>
    public string Id { get; private set; } = "";

    public string PaymentIntent { get; private set; } = "";

    public PurchaseId PurchaseId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public long AmountCents { get; private set; }

    public string Currency { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>Stripe's word; new ones come.</summary>
    public string Status { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? EvidenceDueAt { get; private set; }

    /// <summary>When the purchase's owner was told; never for a mere inquiry, or for money that bought nothing.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The bank has the money, or keeps it: it cannot be given back a second time.</summary>
    public bool HoldsMoney => HoldsMoneyAt(Status);

    /// <summary>Whether the bank has, or keeps, the money of a dispute with this word of Stripe's.</summary>
    public static bool HoldsMoneyAt(string status) => !IsInquiry(status) && status is not ("won" or "prevented");

    public static Dispute Of(Payment payment, string id, DateTimeOffset openedAt) => new()
    {
        Id = id, PaymentIntent = payment.PaymentIntent, PurchaseId = payment.PurchaseId, ContractorId = payment.ContractorId, OpenedAt = openedAt,
    };

    /// <summary>Copies what Stripe says of it. Its end may be heard before its beginning, and once heard it stays.</summary>
    /// <param name="ofSale">The payment bought something, which is to be frozen.</param>
    public void Hear(string status, string reason, Money amount, DateTimeOffset? evidenceDueAt, bool ofSale, DateTimeOffset at)
    {
        if (ClosedAt is not null) return;
        (Status, Reason, AmountCents, Currency, EvidenceDueAt, ChangedAt) = (status, reason, amount.Cents, amount.Currency, evidenceDueAt, at);
        if (IsClosed(status)) ClosedAt = at;

        // An inquiry takes no money yet, and most end without a dispute. https://docs.stripe.com/disputes/how-disputes-work#inquiries
        // One that was prevented took none either: it ends what was frozen, and freezes nothing.
        if (!ofSale || IsInquiry(status) || (status is "prevented" && FrozenAt is null)) return;
        if (FrozenAt is null)
        {
            FrozenAt = at;
            Raise(new DisputeOpened(this));
        }

        if (ClosedAt is not null) Raise(new DisputeDecided(this, !HoldsMoney, at));
    }

    private static bool IsInquiry(string status) => status.StartsWith("warning_", StringComparison.Ordinal);

    private static bool IsClosed(string status) => status is "won" or "lost" or "warning_closed" or "prevented";
}
