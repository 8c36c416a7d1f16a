using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.DeliverContact;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class DeliverContactWhenCheckoutPaid(IMediator modules) : IReactionProcess<CheckoutPaid>
{
    public Task<Result> Handle(CheckoutPaid integrationEvent, CancellationToken cancel) =>
        modules.Send(new DeliverContactProcess(integrationEvent.Purchase.AsUnlock(), integrationEvent.Amount, integrationEvent.At, integrationEvent.Matches), cancel);
}
