using Dapper;
using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListDueOpeningsHandler(ReadSide<BillingDbContext> read, TimeProvider clock)
    : IQueryHandler<ListDueOpenings, IReadOnlyList<DueOpening>>
{
    public async Task<Result<IReadOnlyList<DueOpening>>> Handle(ListDueOpenings request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await read.Query(
            db => db.QueryAsync<DueOpening>(
                """
                select purchase_id as "Purchase", charged_at is null and (close_requested_at is not null or opened_at <= @overSince) as "ToClose"
                from billing.checkouts
                where state = 'opening' and next_try_at <= @now
                order by next_try_at
                limit 20
                """,
                new { now, overSince = now - Checkout.Life }),
            cancellationToken);
        return rows.AsList();
    }
}
