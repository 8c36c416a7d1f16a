using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Disputes;

/// <summary>Asks Stripe how a dispute stands now, and applies that.</summary>
/// <param name="StripeId"><c>dp_…</c> or <c>du_…</c>.</param>
internal sealed record FollowDispute(string StripeId, string? EventId) : IProcess;

internal sealed class FollowDisputeProcess(IMediator billing, IDisputeGateway gateway) : IProcessHandler<FollowDispute>
{
    public async Task<Result> Handle(FollowDispute request, CancellationToken cancellationToken)
    {
        var answer = await gateway.GetDispute(request.StripeId, cancellationToken);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!answer.Succeeded(out var dispute) || dispute.PaymentIntent is null)
            return request.EventId is { } ignored ? await billing.Send(new IgnoreStripeEvent(ignored), cancellationToken) : Result.Success;

        var paid = await billing.Send(new TakeInPayment(dispute.PaymentIntent), cancellationToken);
        return paid.IsFailure ? paid : await billing.Send(new ApplyDispute(dispute, request.EventId), cancellationToken);
    }
}
