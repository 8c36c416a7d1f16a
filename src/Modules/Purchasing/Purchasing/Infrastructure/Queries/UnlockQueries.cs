using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetUnlockHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<GetUnlock, UnlockView>
{
    public async Task<Result<UnlockView>> Handle(GetUnlock request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<UnlockRow>(
            $"select {UnlockRow.Columns} from {UnlockRow.Tables} where u.id = @unlock and u.contractor_id = @contractor",
            new { unlock = request.Unlock.Value, contractor = request.Contractor.Value }), cancellationToken);
        return row is null ? UnlockErrors.NotFound : row.ToView();
    }
}

internal sealed class FindUnlockedLeadHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindUnlockedLead, ListedLead>
{
    public async Task<Result<ListedLead>> Handle(FindUnlockedLead request, CancellationToken cancellationToken)
    {
        var found = await read.Query(db => db.QueryFirstOrDefaultAsync<ListedLead>("""
            select l.id as "Listing", l.lead_id as "Lead"
            from purchasing.unlocks u
            join purchasing.listings l on l.id = u.listing_id
            where u.id = @unlock
            """, new { unlock = request.Unlock.Value }), cancellationToken);
        return found is null ? UnlockErrors.NotFound : found;
    }
}
