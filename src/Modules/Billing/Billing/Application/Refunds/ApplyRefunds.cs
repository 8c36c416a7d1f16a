using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Copies what Stripe said, when asked, about refunds; also those that somebody made in its dashboard.</summary>
internal sealed record ApplyRefunds(IReadOnlyList<HostedRefund> Refunds, string EventId) : ICommand;

internal sealed class ApplyRefundsHandler(
    ICheckouts checkouts, IPayments payments, IStripeEvents events, TimeProvider clock, ILogger<ApplyRefundsHandler> log)
    : ICommandHandler<ApplyRefunds>
{
    public async Task<Result> Handle(ApplyRefunds request, CancellationToken cancellationToken)
    {
        foreach (var said in request.Refunds) await Apply(said, cancellationToken);
        await events.MarkProcessed(request.EventId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }

    private async Task Apply(HostedRefund said, CancellationToken cancel)
    {
        // Money of ours only: the account at Stripe may serve more than this product.
        if (said.PaymentIntent is null || await payments.Find(said.PaymentIntent, cancel) is not { } payment) return;

        var now = clock.GetUtcNow();
        await checkouts.Hold(payment.PurchaseId, cancel);
        var refund = await payments.FindRefundAtStripe(said.Id, cancel)
            ?? (said.Refund is { } ours ? await payments.FindRefund(ours, cancel) : null);
        if (refund is null) payments.Add(refund = Refund.MadeAtStripe(payment, said.Id, said.AmountCents, now));

        refund.Answer(said.Id, said.State, now);
        if (said.State is RefundState.Failed)
            log.LogError("Refund {Refund} of purchase {Purchase} failed at the card; the money is still ours.", said.Id, refund.PurchaseId);
    }
}
