using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.EndUnlock;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class ReopenSlotWhenCheckoutClosed(IMediator modules) : IReactionProcess<CheckoutClosed>
{
    public Task<Result> Handle(CheckoutClosed integrationEvent, CancellationToken cancel) =>
        modules.Send(new EndUnlockProcess(integrationEvent.Purchase.AsUnlock(), CheckoutClosed: true), cancel);
}
