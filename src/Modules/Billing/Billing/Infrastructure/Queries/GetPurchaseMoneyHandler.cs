using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetPurchaseMoneyHandler(ReadSide<BillingDbContext> read, Market market) : IQueryHandler<GetPurchaseMoney, PurchaseMoney>
{
    private sealed record RefundRow(
        Guid Id, string Cause, string Way, long AmountCents, string Currency, string State, string? StripeId, DateTimeOffset RequestedAt,
        DateTimeOffset? AnsweredAt, bool Owed);

    private sealed record DisputeRow(
        string Id, long AmountCents, string Currency, string Reason, string Status, DateTimeOffset OpenedAt, DateTimeOffset? EvidenceDueAt,
        DateTimeOffset? ClosedAt);

    public async Task<Result<PurchaseMoney>> Handle(GetPurchaseMoney request, CancellationToken cancellationToken)
    {
        var parameters = new { purchase = request.Purchase.Value, locale = market.DefaultLocale };
        var found = await read.Query(async db =>
        {
            var purchase = await db.QueryFirstOrDefaultAsync<PurchaseRow>(
                $"select {PurchaseRow.Columns} from {PurchaseRow.Settled} s {PurchaseRow.Joins} where s.purchase_id = @purchase", parameters);
            var billedTo = await db.QueryFirstOrDefaultAsync<string>("""
                select coalesce(
                    (select jsonb_build_object('company', company, 'name', person, 'email', email) from billing.documents where purchase_id = @purchase and kind = 'invoice'),
                    (select billed_to from billing.checkouts where purchase_id = @purchase))::text
                """, parameters);
            var refunds = await db.QueryAsync<RefundRow>("""
                select id as "Id", cause as "Cause", way as "Way", amount_cents as "AmountCents", currency as "Currency", state as "State",
                    stripe_id as "StripeId", requested_at as "RequestedAt", answered_at as "AnsweredAt", owed as "Owed"
                from billing.refunds
                where purchase_id = @purchase
                order by requested_at, id
                """, parameters);
            var dispute = await db.QueryFirstOrDefaultAsync<DisputeRow>("""
                select id as "Id", amount_cents as "AmountCents", currency as "Currency", reason as "Reason", status as "Status", opened_at as "OpenedAt",
                    evidence_due_at as "EvidenceDueAt", closed_at as "ClosedAt"
                from billing.disputes
                where purchase_id = @purchase
                order by opened_at desc, id
                limit 1
                """, parameters);
            var documents = await db.QueryAsync<DocumentSummaryRow>(
                $"select {DocumentSummaryRow.Columns} from billing.documents d where d.purchase_id = @purchase order by d.issued_at, d.kind desc, d.sequence", parameters);
            return (purchase, billedTo, refunds: refunds.AsList(), dispute, documents: documents.AsList());
        }, cancellationToken);

        return found.purchase is not { } row
            ? BillingErrors.PurchaseNotFound
            : new PurchaseMoney(
                row.ToSummary(), found.billedTo is null ? null : JsonSerializer.Deserialize<BilledTo>(found.billedTo, EventJson.Options),
                row.In(row.CardCents), row.In(row.CreditCents), row.PaymentIntent, row.In(Refundable(row, found.dispute)),
                [.. found.refunds.Select(Entry)], found.dispute is null ? null : Entry(found.dispute), [.. found.documents.Select(document => document.ToSummary())]);
    }

    // While a bank has the money, or has kept it, nothing of it can be given back.
    private static long Refundable(PurchaseRow row, DisputeRow? dispute) =>
        dispute is not null && Dispute.HoldsMoneyAt(dispute.Status) ? 0 : Math.Max(0, row.CardCents + row.CreditCents - row.RefundedCents);

    private static RefundEntry Entry(RefundRow row) => new(
        row.Id, row.Cause, row.Way == "card" ? RefundWay.Card : RefundWay.Credit, new Money(row.AmountCents, row.Currency),
        row.State.Replace('_', '-'), row.StripeId, row.RequestedAt, row.AnsweredAt, row.Owed);

    private static DisputeEntry Entry(DisputeRow row) => new(
        row.Id, new Money(row.AmountCents, row.Currency), row.Reason, row.Status, row.OpenedAt, row.EvidenceDueAt, row.ClosedAt);
}
