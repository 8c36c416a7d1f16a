using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Disputes;
using LeadMarket.Purchasing.Application.RefundUnlock;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class ShowOrBuryContactWhenDisputeClosed(IMediator modules) : IReactionProcess<DisputeClosed>
{
    public async Task<Result> Handle(DisputeClosed integrationEvent, CancellationToken cancel)
    {
        var unlock = integrationEvent.Purchase.AsUnlock();
        var closed = await modules.Send(new CloseDisputeCommand(unlock, integrationEvent.Dispute, integrationEvent.Won), cancel);

        // A bill of a plan is no unlock.
        if (closed.IsFailure) return closed.Error.Kind is ErrorKind.NotFound ? Result.Success : closed;

        // Money that bought nothing could not go back while the bank had it.
        return integrationEvent.Won ? await modules.Send(new ContinueRefundProcess(unlock), cancel) : closed;
    }
}
