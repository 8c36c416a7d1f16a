using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>A contractor gives their slot back before paying.</summary>
internal sealed class CancelUnlockProcess(IMediator modules) : IProcessHandler<CancelUnlock, UnlockView>
{
    public async Task<Result<UnlockView>> Handle(CancelUnlock request, CancellationToken cancellationToken)
    {
        // Their own, or it does not exist.
        var own = await modules.Send(new GetUnlock(request.Contractor, request.Unlock), cancellationToken);
        if (own.IsFailure) return own.Error;

        // While Stripe does not answer the unlock stays "cancelling", and the sweeper goes on with it.
        var ended = await modules.Send(new EndUnlockProcess(request.Unlock, ByBuyer: true), cancellationToken);
        if (ended.IsFailure && ended.Error.Kind is not ErrorKind.Unavailable) return ended.Error;

        return await modules.Send(new GetUnlock(request.Contractor, request.Unlock), cancellationToken);
    }
}
