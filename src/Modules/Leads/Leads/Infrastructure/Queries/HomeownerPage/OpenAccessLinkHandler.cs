using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;

namespace LeadMarket.Leads.Infrastructure.Queries.HomeownerPage;

internal sealed class OpenAccessLinkHandler(ReadSide<LeadsDbContext> read) : IQueryHandler<OpenAccessLink, LeadId>
{
    // Far more than any key has: megabytes in an address are not worth hashing.
    private const int LongestKey = 200;

    private const string Sql = "select lead_id from leads.access_links where key_hash = @hash and revoked_at is null";

    public async Task<Result<LeadId>> Handle(OpenAccessLink request, CancellationToken cancellationToken)
    {
        if (request.Key is not { Length: > 0 and <= LongestKey } key) return HomeownerPageErrors.LinkUnknown;

        var lead = await read.Query(db => db.QuerySingleOrDefaultAsync<Guid?>(Sql, new { hash = AccessLink.HashOf(key) }), cancellationToken);
        return lead is { } found ? LeadId.From(found) : HomeownerPageErrors.LinkUnknown;
    }
}
