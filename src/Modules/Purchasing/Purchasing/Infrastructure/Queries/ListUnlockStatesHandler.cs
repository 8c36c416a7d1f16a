using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reconciliation;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ListUnlockStatesHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<ListUnlockStates, IReadOnlyList<UnlockStanding>>
{
    public async Task<Result<IReadOnlyList<UnlockStanding>>> Handle(ListUnlockStates request, CancellationToken cancellationToken)
    {
        var rows = await read.Query(
            db => db.QueryAsync<UnlockStanding>(
                """
                select id as "Unlock", state as "State", (charge -> 'total' ->> 'cents')::bigint as "TotalCents", reserved_at as "ReservedAt"
                from purchasing.unlocks
                where (@after::uuid is null or id > @after) and (@until::uuid is null or id <= @until)
                order by id
                """,
                new { after = request.After?.Value, until = request.Until?.Value }),
            cancellationToken);
        return rows.AsList();
    }
}
