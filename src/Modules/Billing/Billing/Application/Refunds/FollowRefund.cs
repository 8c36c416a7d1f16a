using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Asks Stripe how a refund stands now, and applies that.</summary>
/// <param name="StripeId"><c>re_…</c>.</param>
internal sealed record FollowRefund(string StripeId, string? EventId) : IProcess;

internal sealed class FollowRefundProcess(IMediator billing, IPaymentGateway gateway) : IProcessHandler<FollowRefund>
{
    public async Task<Result> Handle(FollowRefund request, CancellationToken cancellationToken)
    {
        var answer = await gateway.GetRefund(request.StripeId, cancellationToken);
        return await billing.Send(new TakeInRefunds(answer.Select<IReadOnlyList<HostedRefund>>(refund => [refund]), request.EventId), cancellationToken);
    }
}

/// <summary>Asks Stripe how all refunds of a charge stand now, and applies that.</summary>
/// <param name="StripeId"><c>ch_…</c>.</param>
internal sealed record FollowRefundsOfCharge(string StripeId, string? EventId) : IProcess;

internal sealed class FollowRefundsOfChargeProcess(IMediator billing, IPaymentGateway gateway) : IProcessHandler<FollowRefundsOfCharge>
{
    public async Task<Result> Handle(FollowRefundsOfCharge request, CancellationToken cancellationToken) =>
        await billing.Send(new TakeInRefunds(await gateway.ListRefundsOfCharge(request.StripeId, cancellationToken), request.EventId), cancellationToken);
}

/// <summary>Applies fetched refunds, after the payment they give back.</summary>
internal sealed record TakeInRefunds(GatewayAnswer<IReadOnlyList<HostedRefund>> Answer, string? EventId) : IProcess;

internal sealed class TakeInRefundsProcess(IMediator billing) : IProcessHandler<TakeInRefunds>
{
    public async Task<Result> Handle(TakeInRefunds request, CancellationToken cancellationToken)
    {
        if (request.Answer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!request.Answer.Succeeded(out var refunds)) return await Ignore(request.EventId, cancellationToken);

        foreach (var intent in refunds.Select(refund => refund.PaymentIntent).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var paid = await billing.Send(new TakeInPayment(intent), cancellationToken);
            if (paid.IsFailure) return paid;
        }

        return await billing.Send(new ApplyRefunds(refunds, request.EventId), cancellationToken);
    }

    private Task<Result> Ignore(string? eventId, CancellationToken cancel) =>
        eventId is null ? Task.FromResult(Result.Success) : billing.Send(new IgnoreStripeEvent(eventId), cancel);
}
