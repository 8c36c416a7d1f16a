using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>Whoever approved it: the machine, staff, or the promise.</summary>
internal sealed class SendMoneyBackWhenReturnApproved(IMediator modules) : IReactionProcess<ReturnDecided>
{
    public async Task<Result> Handle(ReturnDecided integrationEvent, CancellationToken cancel) =>
        integrationEvent.Outcome == ReturnOutcome.Approved.Spelled()
            ? await modules.Send(new SettleReturnProcess(integrationEvent.Return), cancel)
            : Result.Success;
}
