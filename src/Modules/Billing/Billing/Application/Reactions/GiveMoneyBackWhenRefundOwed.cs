using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class GiveMoneyBackWhenRefundOwed(IMediator billing) : IReactionProcess<RefundOwed>
{
    public Task<Result> Handle(RefundOwed integrationEvent, CancellationToken cancel) =>
        billing.Send(new SendRefund(integrationEvent.Refund), cancel);
}
