using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class BookBillWhenSubscriptionNamesIt(IMediator billing) : IReactionProcess<PlanBillSeen>
{
    public Task<Result> Handle(PlanBillSeen integrationEvent, CancellationToken cancel) =>
        billing.Send(new FollowInvoice(integrationEvent.InvoiceId, EventId: null), cancel);
}

internal sealed class KeepCardWhenSubscriptionNamesIt(IMediator billing) : IReactionProcess<CardSeen>
{
    public Task<Result> Handle(CardSeen integrationEvent, CancellationToken cancel) =>
        billing.Send(new FollowPaymentMethod(integrationEvent.PaymentMethod, EventId: null), cancel);
}
