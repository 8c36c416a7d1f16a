using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Disputes;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class HideContactWhenPurchaseDisputed(IMediator modules) : IReactionProcess<PurchaseDisputed>
{
    public async Task<Result> Handle(PurchaseDisputed integrationEvent, CancellationToken cancel)
    {
        var frozen = await modules.Send(new FreezeUnlockCommand(integrationEvent.Purchase.AsUnlock(), integrationEvent.Dispute), cancel);

        // A bill of a plan is no unlock.
        return frozen.IsFailure && frozen.Error.Kind is ErrorKind.NotFound ? Result.Success : frozen;
    }
}
