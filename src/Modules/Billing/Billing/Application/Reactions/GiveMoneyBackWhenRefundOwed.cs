using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class GiveMoneyBackWhenRefundOwed(IMediator billing) : IReactionProcess<RefundOwed>
{
    public async Task<Result> Handle(RefundOwed integrationEvent, CancellationToken cancel)
    {
        var sent = await billing.Send(new SendRefund(integrationEvent.Refund), cancel);

        // Disputed meanwhile, or given back by somebody: there is nothing to repeat.
        return sent.IsFailure && sent.Error.Kind is ErrorKind.Unavailable ? sent.Error : Result.Success;
    }
}
