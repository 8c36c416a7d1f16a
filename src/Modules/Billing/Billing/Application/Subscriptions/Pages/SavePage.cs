using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Subscriptions.Pages;

/// <summary>Keeps the page Stripe opened. Its webhook may have been faster; then this changes nothing.</summary>
internal sealed record SavePage(SubscriptionId Subscription, string SessionId, string? Url) : ICommand;

internal sealed class SavePageHandler(ISubscriptions subscriptions) : ICommandHandler<SavePage>
{
    public async Task<Result> Handle(SavePage request, CancellationToken cancellationToken) =>
        await subscriptions.Hold(request.Subscription, cancellationToken) is { } subscription
            ? subscription.KeepPage(request.SessionId, request.Url)
            : BillingErrors.CheckoutClosed;
}

/// <summary>Nothing is known yet, or nothing has happened yet: sets when to ask again.</summary>
internal sealed record WaitForPage(SubscriptionId Subscription, string? EventId) : ICommand;

internal sealed class WaitForPageHandler(ISubscriptions subscriptions, IStripeEvents events, TimeProvider clock) : ICommandHandler<WaitForPage>
{
    public async Task<Result> Handle(WaitForPage request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await subscriptions.Hold(request.Subscription, cancellationToken) is { } subscription && subscription.NextTryAt <= now + Subscription.Lease)
            subscription.Postpone(now);
        if (request.EventId is { } id) await events.MarkProcessed(id, now, cancellationToken);
        return Result.Success;
    }
}

/// <summary>The page can no longer be paid.</summary>
/// <param name="SessionId">Which page; null when none was ever made.</param>
internal sealed record EndPage(SubscriptionId Subscription, string? SessionId, string? EventId) : ICommand;

internal sealed class EndPageHandler(ISubscriptions subscriptions, IStripeEvents events, TimeProvider clock) : ICommandHandler<EndPage>
{
    public async Task<Result> Handle(EndPage request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await subscriptions.Hold(request.Subscription, cancellationToken) is { } subscription
            && (subscription.SessionId ?? request.SessionId) == request.SessionId)
            subscription.EndPage(now);
        if (request.EventId is { } id) await events.MarkProcessed(id, now, cancellationToken);
        return Result.Success;
    }
}

/// <summary>Stripe refuses to open the page for certain: it ends, and operators are to know.</summary>
internal sealed record RefusePage(SubscriptionId Subscription) : ICommand;

internal sealed class RefusePageHandler(ISubscriptions subscriptions, IOutbox outbox, TimeProvider clock) : ICommandHandler<RefusePage>
{
    public async Task<Result> Handle(RefusePage request, CancellationToken cancellationToken)
    {
        if (await subscriptions.Hold(request.Subscription, cancellationToken) is { SessionId: null } subscription) subscription.EndPage(clock.GetUtcNow());

        // Told, not raised here: this may be the contractor's own request, and alarms are no business of theirs.
        outbox.Publish(new PageRefused(request.Subscription));
        return Result.Success;
    }
}
