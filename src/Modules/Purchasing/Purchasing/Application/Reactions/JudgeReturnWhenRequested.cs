using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Returns;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class JudgeReturnWhenRequested(IMediator modules) : IReactionProcess<ReturnRequested>
{
    public Task<Result> Handle(ReturnRequested integrationEvent, CancellationToken cancel) => modules.Send(new JudgeReturnCommand(integrationEvent.Return), cancel);
}
