using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class BookRefundWhenUnbooked(IMediator billing) : IReactionProcess<RefundUnbooked>
{
    public Task<Result> Handle(RefundUnbooked integrationEvent, CancellationToken cancel) =>
        billing.Send(new BookEarlierRefund(new RefundId(integrationEvent.Refund)), cancel);
}
