using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Disputes;

/// <summary>A bank suspects fraud: giving the money back now is cheaper than the dispute that mostly follows.</summary>
// https://docs.stripe.com/disputes/measuring#early-fraud-warnings
internal sealed record FollowFraudWarning(string StripeId, string? EventId) : IProcess;

internal sealed class FollowFraudWarningProcess(IMediator billing, IDisputeGateway gateway) : IProcessHandler<FollowFraudWarning>
{
    public async Task<Result> Handle(FollowFraudWarning request, CancellationToken cancellationToken)
    {
        var answer = await gateway.GetFraudWarning(request.StripeId, cancellationToken);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!answer.Succeeded(out var warning) || warning.PaymentIntent is null)
            return request.EventId is { } ignored ? await billing.Send(new IgnoreStripeEvent(ignored), cancellationToken) : Result.Success;

        var paid = await billing.Send(new TakeInPayment(warning.PaymentIntent), cancellationToken);
        return paid.IsFailure ? paid : await billing.Send(new RaiseFraudAlarm(warning, request.EventId), cancellationToken);
    }
}

/// <summary>Has an operator look at a suspected payment of ours.</summary>
internal sealed record RaiseFraudAlarm(HostedFraudWarning Warning, string? EventId) : ICommand;

internal sealed class RaiseFraudAlarmHandler(IPayments payments, IAlarms alarms, IStripeEvents events, TimeProvider clock) : ICommandHandler<RaiseFraudAlarm>
{
    public async Task<Result> Handle(RaiseFraudAlarm request, CancellationToken cancellationToken)
    {
        var warning = request.Warning;
        if (await payments.Find(warning.PaymentIntent!, cancellationToken) is { } payment)
        {
            await alarms.Raise(
                OperatorAlarms.FraudWarning, warning.Id, $"A bank suspects fraud ({warning.Kind}) in {payment.PaymentIntent}.", payment.PurchaseId, cancellationToken);
        }

        if (request.EventId is { } eventId) await events.MarkProcessed(eventId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }
}
