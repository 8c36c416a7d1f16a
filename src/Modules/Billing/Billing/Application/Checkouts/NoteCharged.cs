using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>A kept card has paid. Booked as the system: a contractor's own request may not write payments.</summary>
internal sealed record NoteCharged(PurchaseId Purchase, string Intent) : ICommand<CheckoutView>;

internal sealed class NoteChargedHandler(ICheckouts checkouts, IOutbox outbox, TimeProvider clock) : ICommandHandler<NoteCharged, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(NoteCharged request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return BillingErrors.CheckoutClosed;

        // Nothing to note when its webhook was faster. After a close the money is told of all the same, and goes back.
        if (checkout.NoteCharged(request.Intent, clock.GetUtcNow()) || checkout.State is CheckoutState.Closed)
            outbox.Publish(new CardCharged(request.Purchase, request.Intent));
        return checkout.View;
    }
}

/// <summary>The try with the kept card is over and has taken nothing; the page is next.</summary>
/// <param name="Attempt">Which try: another host may have given it up already.</param>
internal sealed record GiveCardUp(PurchaseId Purchase, int Attempt, string? Intent, string Refusal) : ICommand;

internal sealed class GiveCardUpHandler(ICheckouts checkouts, IOutbox outbox, TimeProvider clock) : ICommandHandler<GiveCardUp>
{
    public async Task<Result> Handle(GiveCardUp request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return BillingErrors.CheckoutClosed;

        // What Stripe does not know any more is to be gone from our list too.
        if (request.Refusal == CardRefusals.NoSavedCard && checkout.CardMethod is { } method) outbox.Publish(new Subscriptions.CardSeen(method));
        return checkout.GiveCardUp(request.Attempt, request.Intent, request.Refusal, clock.GetUtcNow());
    }
}

/// <summary>The money is under way for days, says Stripe.</summary>
/// <param name="Intent">Of a kept card; null on a page.</param>
internal sealed record NoteProcessing(PurchaseId Purchase, string? SessionId, string? Intent) : ICommand<CheckoutState>;

internal sealed class NoteProcessingHandler(ICheckouts checkouts, TimeProvider clock) : ICommandHandler<NoteProcessing, CheckoutState>
{
    public async Task<Result<CheckoutState>> Handle(NoteProcessing request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return BillingErrors.CheckoutClosed;
        checkout.MarkProcessing(request.SessionId, request.Intent, clock.GetUtcNow());
        return checkout.CountsAsPaid ? CheckoutState.Paid : checkout.State;
    }
}

/// <summary>A kept card's payment that took days has failed; of every other failed payment, nothing.</summary>
internal sealed record EndDelayedCharge(PurchaseId Purchase, string Intent, string EventId) : ICommand;

internal sealed class EndDelayedChargeHandler(ICheckouts checkouts, IStripeEvents events, TimeProvider clock) : ICommandHandler<EndDelayedCharge>
{
    public async Task<Result> Handle(EndDelayedCharge request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await checkouts.Hold(request.Purchase, cancellationToken) is { State: CheckoutState.Processing } checkout && checkout.CardIntent == request.Intent)
            checkout.Close(now);
        await events.MarkProcessed(request.EventId, now, cancellationToken);
        return Result.Success;
    }
}
