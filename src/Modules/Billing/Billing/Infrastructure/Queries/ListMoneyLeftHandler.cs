using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListMoneyLeftHandler(ReadSide<BillingDbContext> read, Market market)
    : IQueryHandler<ListMoneyLeft, IReadOnlyDictionary<PurchaseId, Money>>
{
    // Not from PurchaseRow.Settled, whose full join would read every payment there is.
    private const string Left = $"""
        select s.purchase_id as "Purchase", s.currency as "Currency", greatest(0, s.cents - (
            select coalesce(sum(r.amount_cents), 0) from billing.refunds r where r.purchase_id = s.purchase_id and {PurchaseRow.Counts}))::bigint as "Cents"
        from (
            select asked.id as purchase_id, p.payment_intent, p.currency, coalesce(p.amount_cents, 0) + coalesce(h.cents, 0) as cents
            from unnest(@purchases) asked (id)
            left join billing.payments p on p.purchase_id = asked.id and p.accepted
            left join billing.credit_holds h on h.purchase_id = asked.id and h.state = 'spent'
            where p.purchase_id is not null or h.purchase_id is not null) s
        """;

    private sealed record Row(Guid Purchase, string? Currency, long Cents);

    public async Task<Result<IReadOnlyDictionary<PurchaseId, Money>>> Handle(ListMoneyLeft request, CancellationToken cancellationToken)
    {
        var asked = request.Purchases.Take(ListMoneyLeft.Most).Select(purchase => purchase.Value).Distinct().ToArray();
        var rows = await read.Query(db => db.QueryAsync<Row>(Left, new { purchases = asked }), cancellationToken);
        // Credits are of the market's currency, as all that is sold in it.
        return rows.ToDictionary(row => new PurchaseId(row.Purchase), row => new Money(row.Cents, row.Currency ?? market.Currency));
    }
}
