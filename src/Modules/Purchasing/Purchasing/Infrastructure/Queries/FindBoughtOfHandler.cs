using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindBoughtOfHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindBoughtOf, IReadOnlyList<UnlockId>>
{
    // Uses contacts_of_lead.
    public async Task<Result<IReadOnlyList<UnlockId>>> Handle(FindBoughtOf request, CancellationToken cancellationToken)
    {
        var bought = await read.Query(db => db.QueryAsync<UnlockId>(
            "select unlock_id from purchasing.contacts where lead_id = @lead order by unlock_id", new { lead = request.Lead.Value }), cancellationToken);
        return bought.AsList();
    }
}
