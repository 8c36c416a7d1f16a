using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Copies what Stripe said, when asked, about refunds; also those that somebody made in its dashboard.</summary>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record ApplyRefunds(IReadOnlyList<HostedRefund> Refunds, string? EventId) : ICommand;

internal sealed class ApplyRefundsHandler(ICheckouts checkouts, IPayments payments, IRefunds refunds, IStripeEvents events, TimeProvider clock)
    : ICommandHandler<ApplyRefunds>
{
    public async Task<Result> Handle(ApplyRefunds request, CancellationToken cancellationToken)
    {
        foreach (var said in request.Refunds)
        {
            var applied = await Apply(said, cancellationToken);
            if (applied.IsFailure) return applied;
        }

        if (request.EventId is { } eventId) await events.MarkProcessed(eventId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }

    private async Task<Result> Apply(HostedRefund said, CancellationToken cancel)
    {
        // Money of ours only: the account at Stripe may serve more than this product.
        if (said.PaymentIntent is null || await payments.Find(said.PaymentIntent, cancel) is not { } payment) return Result.Success;
        if (!await refunds.IsBooked(said.PaymentIntent, cancel)) return BillingErrors.PaymentNotBooked;

        var now = clock.GetUtcNow();
        await checkouts.Hold(payment.PurchaseId, cancel);
        var all = await refunds.OfPurchase(payment.PurchaseId, cancel);

        // The webhook may be faster than the answer to our own request: then our row has no id of Stripe's yet, and its metadata tells.
        var refund = all.FirstOrDefault(row => row.StripeId == said.Id) ?? all.FirstOrDefault(row => row.StripeId is null && row.Id == said.Refund);
        if (refund is null)
        {
            refund = Refund.MadeAtStripe(payment, said.Id, said.AmountCents, now);
            refunds.Add(refund);
        }

        all.Hear(refund, said, now);
        return Result.Success;
    }
}
