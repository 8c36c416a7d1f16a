using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class RecordSalesWhenLeadUnlocked(IMediator modules) : IReactionProcess<LeadUnlocked>
{
    public Task<Result> Handle(LeadUnlocked integrationEvent, CancellationToken cancel) =>
        modules.Send(new TellSales(integrationEvent.Listing, integrationEvent.Lead), cancel);
}
