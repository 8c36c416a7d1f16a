using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Withdrawals;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class DestroyCopiesWhenLeadErased(IMediator modules) : IReactionProcess<LeadErased>
{
    public async Task<Result> Handle(LeadErased integrationEvent, CancellationToken cancel)
    {
        // First, so that no payment on its way makes another copy.
        var closed = await modules.Send(new WithdrawListingCommand(integrationEvent.Lead), cancel);
        return closed.IsFailure ? closed : await modules.Send(new DestroyCopiesCommand(integrationEvent.Lead, Erased: true), cancel);
    }
}
