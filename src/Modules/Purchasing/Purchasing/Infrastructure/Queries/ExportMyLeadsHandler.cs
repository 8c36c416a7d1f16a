using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ExportMyLeadsHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<ExportMyLeads, MyLeadsPart>
{
    public async Task<Result<MyLeadsPart>> Handle(ExportMyLeads request, CancellationToken cancellationToken)
    {
        var after = PageEnd.Read(request.Cursor);
        var parameters = new
        {
            contractor = request.Contractor.Value,
            before = after is null ? (DateTimeOffset?)null : DateTimeOffset.UnixEpoch.AddTicks(after.Order * TimeSpan.TicksPerMicrosecond),
            beforeId = after?.Id,
            most = request.Most + 1,
        };
        // Uses unlocks_bought.
        var rows = await read.Query(db => MyLeadRows.Read(db, """
            and (@before::timestamptz is null or (u.paid_at, u.id) < (@before::timestamptz, @beforeId))
            order by u.paid_at desc, u.id desc
            limit @most
            """, parameters, market, clock.GetUtcNow()), cancellationToken);
        var part = rows.Take(request.Most).ToList();
        return new MyLeadsPart(part, rows.Count > part.Count ? MyLeadRows.EndOf(part[^1]).ToString() : null);
    }
}
