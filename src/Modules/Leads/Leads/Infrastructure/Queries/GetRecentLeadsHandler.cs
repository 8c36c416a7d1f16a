using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Infrastructure.Persistence;

namespace LeadMarket.Leads.Infrastructure.Queries;

internal sealed class GetRecentLeadsHandler(ReadSide<LeadsDbContext> read, TimeProvider clock) : IQueryHandler<GetRecentLeads, IReadOnlyList<RecentLead>>
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(72);

    // Index: leads_listed_lately. What its homeowner has ended is shown to nobody.
    private const string Sql = """
        select service, area as town, region, listed_at as "listedAt"
        from leads.leads
        where listed_at > @since and status in ('listed', 'soldout')
        order by listed_at desc
        limit 10
        """;

    public async Task<Result<IReadOnlyList<RecentLead>>> Handle(GetRecentLeads request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await read.Query(db => db.QueryAsync<Row>(Sql, new { since = now - Recent }), cancellationToken);
        return rows.Select(row => new RecentLead(row.Service, row.Town, row.Region, Age(now - row.ListedAt))).ToList();
    }

    // Coarse, so that nobody can tell from it when a neighbour was at their form.
    private static string Age(TimeSpan since) => since < TimeSpan.FromHours(1) ? "hour" : since < TimeSpan.FromDays(1) ? "day" : "days";

    private sealed record Row(string Service, string Town, string Region, DateTimeOffset ListedAt);
}
