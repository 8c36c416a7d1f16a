using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ExportMyLeadsHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock)
    : IQueryHandler<ExportMyLeads, IReadOnlyList<MyLead>>
{
    private const int Most = 10_000;

    public async Task<Result<IReadOnlyList<MyLead>>> Handle(ExportMyLeads request, CancellationToken cancellationToken)
    {
        var leads = await read.Query(db => MyLeadRows.Read(
            db, "order by u.paid_at desc, u.id desc limit @most", new { contractor = request.Contractor.Value, most = Most }, market, clock.GetUtcNow()), cancellationToken);
        return leads.ToList();
    }
}
