using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;

namespace LeadMarket.Leads.Infrastructure.Queries.HomeownerPage;

internal sealed class GetRequestHandler(ReadSide<LeadsDbContext> read) : IQueryHandler<GetRequest, RequestView>
{
    public async Task<Result<RequestView>> Handle(GetRequest request, CancellationToken cancellationToken)
    {
        var view = await read.Query(db => RequestReader.Find(db, request.Lead), cancellationToken);
        return view is null ? LeadErrors.LeadNotFound : view;
    }
}
