using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ListBuyersHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<ListBuyers, IReadOnlyList<Buyer>>
{
    private sealed record Row(Guid Unlock, string Company, string Phone, DateTimeOffset DeliveredAt, DateTimeOffset? WithdrawnAt);

    public async Task<Result<IReadOnlyList<Buyer>>> Handle(ListBuyers request, CancellationToken cancellationToken)
    {
        // Uses contacts_of_lead. A copy that was destroyed stays on the list: they had the details.
        var rows = await read.Query(db => db.QueryAsync<Row>("""
            select c.unlock_id as "Unlock", k.company as "Company", k.phone as "Phone", c.delivered_at as "DeliveredAt", c.withdrawn_at as "WithdrawnAt"
            from purchasing.contacts c
            join purchasing.contractors k on k.id = c.contractor_id
            where c.lead_id = @lead
            order by c.delivered_at, c.unlock_id
            """, new { lead = request.Lead.Value }), cancellationToken);
        return rows.Select(row => new Buyer(new UnlockId(row.Unlock), row.Company, row.Phone, row.DeliveredAt, row.WithdrawnAt)).ToList();
    }
}

internal sealed class ListActiveRegionsHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<ListActiveRegions, IReadOnlyList<string>>
{
    public async Task<Result<IReadOnlyList<string>>> Handle(ListActiveRegions request, CancellationToken cancellationToken)
    {
        var regions = await read.Query(db => db.QueryAsync<string>("""
            select region from purchasing.contractors, unnest(regions) region
            group by region
            order by count(*) desc, region
            """), cancellationToken);
        return regions.AsList();
    }
}
