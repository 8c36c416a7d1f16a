using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.StripeEvents;

/// <summary>Fetches events whose webhook never got through, and puts them through the same inbox.</summary>
internal sealed record RecoverEvents : IProcess;

internal sealed class RecoverEventsProcess(IMediator billing, IPaymentGateway gateway, TimeProvider clock) : IProcessHandler<RecoverEvents>
{
    // Stripe delivers for three days by itself. https://docs.stripe.com/webhooks#behaviors
    private static readonly TimeSpan Reach = TimeSpan.FromDays(3);

    public async Task<Result> Handle(RecoverEvents request, CancellationToken cancellationToken)
    {
        var listed = await gateway.ListUndelivered(clock.GetUtcNow() - Reach, cancellationToken);
        if (!listed.Succeeded(out var missed)) return BillingErrors.StripeUnavailable;

        foreach (var received in missed) await billing.Send(new ReceiveStripeEvent(received), cancellationToken);
        return Result.Success;
    }
}
