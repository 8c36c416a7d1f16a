using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class BookPaymentWhenCardCharged(IMediator billing, IPaymentGateway gateway, TimeProvider clock) : IReactionProcess<CardCharged>
{
    public async Task<Result> Handle(CardCharged integrationEvent, CancellationToken cancel)
    {
        var answer = await gateway.GetPayment(integrationEvent.PaymentIntent, cancel);
        if (!answer.Succeeded(out var payment) || !payment.Succeeded) return BillingErrors.StripeUnavailable;

        var doubt = payment.Purchase != integrationEvent.Purchase ? $"Asked for purchase {integrationEvent.Purchase} and paid for {payment.Purchase?.ToString() ?? "none"}."
            : payment.Customer is null ? "Paid by no customer of ours."
            : null;
        return await billing.Send(
            new ApplyCheckout(
                integrationEvent.Purchase, HostedState.Paid, SessionId: null, payment.Id, payment.Captured, payment.Customer, clock.GetUtcNow(),
                EventId: null, doubt),
            cancel);
    }
}

internal sealed class LearnCardWhenPageKeptIt(IMediator billing, IPaymentGateway gateway) : IReactionProcess<CardKept>
{
    public async Task<Result> Handle(CardKept integrationEvent, CancellationToken cancel)
    {
        var answer = await gateway.GetPayment(integrationEvent.PaymentIntent, cancel);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        return answer.Succeeded(out var payment) && payment.PaymentMethod is { } method
            ? await billing.Send(new FollowPaymentMethod(method, EventId: null), cancel)
            : Result.Success;
    }
}
