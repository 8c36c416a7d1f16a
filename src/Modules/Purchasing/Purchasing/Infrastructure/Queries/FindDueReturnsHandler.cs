using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindDueReturnsHandler(ReadSide<PurchasingDbContext> read, TimeProvider clock) : IQueryHandler<FindDueReturns, IReadOnlyList<DueReturn>>
{
    private const int Sweep = 100;

    private sealed record Row(Guid Id, bool Approved);

    public async Task<Result<IReadOnlyList<DueReturn>>> Handle(FindDueReturns request, CancellationToken cancellationToken)
    {
        // Uses returns_due and returns_to_settle. A request that its event has not got judged is taken up here, well within the promise.
        var due = await read.Query(db => db.QueryAsync<Row>("""
            select id as "Id", state = 'approved' as "Approved"
            from purchasing.returns
            where due_at <= @at or settle_at <= @at or (state = 'requested' and requested_at <= @late and due_at is not null)
            order by state = 'approved', coalesce(due_at, settle_at)
            limit @most
            """, new { at = clock.GetUtcNow(), late = clock.GetUtcNow() - FindDueReturns.EventIsLate, most = Sweep }), cancellationToken);
        return due.Select(row => new DueReturn(new ReturnId(row.Id), row.Approved)).ToList();
    }
}
