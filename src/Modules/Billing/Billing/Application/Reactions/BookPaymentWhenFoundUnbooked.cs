using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class BookPaymentWhenFoundUnbooked(IMediator billing) : IReactionProcess<PaymentUnbooked>
{
    public Task<Result> Handle(PaymentUnbooked integrationEvent, CancellationToken cancel) =>
        billing.Send(new BookEarlierPayment(integrationEvent.PaymentIntent), cancel);
}
