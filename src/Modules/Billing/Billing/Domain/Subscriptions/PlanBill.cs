using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>A bill of a plan as we keep it: a purchase like any other, once it is paid.</summary>
internal sealed class PlanBill : Aggregate
{
    private PlanBill()
    {
    }

    /// <summary>Stripe's <c>in_</c> id: the same bill is never booked twice.</summary>
    public string InvoiceId { get; private set; } = "";

    /// <summary>What payments, refunds, disputes and documents know it by.</summary>
    public PurchaseId PurchaseId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public SubscriptionId SubscriptionId { get; private set; }

    public BillStatus Status { get; private set; }

    public string? Number { get; private set; }

    public string Currency { get; private set; } = "";

    public long NetCents { get; private set; }

    public long TotalCents { get; private set; }

    public long CardCents { get; private set; }

    public long BalanceCents { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? NextTryAt { get; private set; }

    public string? Url { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public DateTimeOffset? BookedAt { get; private set; }

    /// <summary>Set once the contractor was told that it could not be paid.</summary>
    public DateTimeOffset? FailureToldAt { get; private set; }

    private bool IsSettled => Status is BillStatus.Paid or BillStatus.Void;

    public static PlanBill Of(Bill bill, Subscription subscription, DateTimeOffset at) => new()
    {
        InvoiceId = bill.Id, PurchaseId = new PurchaseId(Guid.CreateVersion7(at)), ContractorId = subscription.ContractorId,
        SubscriptionId = subscription.Id, Currency = bill.Currency, CreatedAt = bill.CreatedAt,
    };

    /// <summary>Copies what Stripe said. A bill only moves on: an answer that was slow on its way takes nothing back.</summary>
    public void Follow(Bill said)
    {
        if (IsSettled || said.Attempts < Attempts) return;
        (Status, Number, Url) = (said.Status, said.Number, said.Url);
        (NetCents, TotalCents, CardCents, BalanceCents) = (said.NetCents, said.TotalCents, said.CardCents, said.BalanceCents);
        (Attempts, NextTryAt, PaidAt) = (said.Attempts, said.NextTryAt, said.PaidAt);
    }

    /// <summary>True once, when it is paid and stands in no book yet.</summary>
    public bool Book(DateTimeOffset at)
    {
        if (Status is not BillStatus.Paid || BookedAt is not null) return false;
        BookedAt = at;
        return true;
    }

    /// <summary>True once, when a card refused a month.</summary>
    public bool TellFailure(Bill said, DateTimeOffset at)
    {
        if (!said.IsRenewal || Status is not BillStatus.Open || Attempts == 0 || FailureToldAt is not null) return false;
        FailureToldAt = at;
        return true;
    }
}
