using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>An upgraded lead is sold out.</summary>
internal sealed class RecordSalesWhenLeadUpgraded(IMediator modules) : IReactionProcess<LeadUpgraded>
{
    public Task<Result> Handle(LeadUpgraded integrationEvent, CancellationToken cancel) =>
        modules.Send(new TellSales(integrationEvent.Listing, integrationEvent.Lead), cancel);
}
