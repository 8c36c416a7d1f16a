using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

/// <summary>A purchase's money as lists show it.</summary>
internal sealed record PurchaseRow(
    Guid Purchase, Guid Contractor, string Company, string Label, string? PaymentIntent, long CardCents, long CreditCents, long RefundedCents,
    string Currency, string? Invoice, string? Dispute, DateTimeOffset PaidAt)
{
    /// <summary>What was paid for, by card or with credits, lead or bill of a plan alike.</summary>
    public const string Settled = """
        (select coalesce(p.purchase_id, h.purchase_id) as purchase_id, coalesce(p.contractor_id, h.contractor_id) as contractor_id, p.payment_intent,
            coalesce(p.amount_cents, 0) as card_cents, coalesce(h.cents, 0) as credit_cents, coalesce(p.captured_at, h.settled_at) as paid_at, p.currency
        from (select * from billing.payments where accepted) p
        full join (select * from billing.credit_holds where state = 'spent') h on h.purchase_id = p.purchase_id)
        """;

    /// <summary>Of a refund called <c>r</c> of a settled purchase <c>s</c>: it is on its way or in the books, and not of a second payment.</summary>
    public const string Counts = """
        (r.succeeded_at is not null or r.state in ('requested', 'pending', 'requires_action'))
            and (r.payment_intent is null or r.payment_intent = s.payment_intent)
        """;

    /// <summary>For a <c>select</c> from <see cref="Settled"/> called <c>s</c> with <see cref="Joins"/>.</summary>
    public const string Columns = """
        s.purchase_id as "Purchase", s.contractor_id as "Contractor", coalesce(i.company, c.billed_to ->> 'company', '') as "Company",
        coalesce(i.lines -> 0 -> 'text' ->> @locale, c.item ->> @locale, '') as "Label", s.payment_intent as "PaymentIntent", s.card_cents as "CardCents",
        s.credit_cents as "CreditCents",
        (select coalesce(sum(r.amount_cents), 0)::bigint from billing.refunds r where r.purchase_id = s.purchase_id and
        """ + Counts + """
        ) as "RefundedCents",
        coalesce(s.currency, c.currency, i.currency) as "Currency", i.number as "Invoice",
        (select d.status from billing.disputes d where d.purchase_id = s.purchase_id order by d.opened_at desc, d.id limit 1) as "Dispute", s.paid_at as "PaidAt"
        """;

    public const string Joins = """
        left join billing.checkouts c on c.purchase_id = s.purchase_id
        left join billing.documents i on i.purchase_id = s.purchase_id and i.kind = 'invoice'
        """;

    public PurchaseSummary ToSummary() => new(
        new PurchaseId(Purchase), new ContractorId(Contractor), Company, Label, In(CardCents + CreditCents), In(RefundedCents), Invoice, Dispute, PaidAt);

    public Money In(long cents) => new(cents, Currency);
}
