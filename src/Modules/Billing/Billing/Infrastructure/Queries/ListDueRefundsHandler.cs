using Dapper;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListDueRefundsHandler(ReadSide<BillingDbContext> read, TimeProvider clock) : IQueryHandler<ListDueRefunds, IReadOnlyList<RefundId>>
{
    public async Task<Result<IReadOnlyList<RefundId>>> Handle(ListDueRefunds request, CancellationToken cancellationToken)
    {
        // Uses refunds_due.
        var ids = await read.Query(
            db => db.QueryAsync<Guid>(
                "select id from billing.refunds where state = 'requested' and next_try_at <= @now order by next_try_at limit 20", new { now = clock.GetUtcNow() }),
            cancellationToken);
        return ids.Select(id => new RefundId(id)).ToList();
    }
}
