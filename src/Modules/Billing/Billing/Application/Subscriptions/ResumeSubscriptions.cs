using LeadMarket.Billing.Application.Subscriptions.Changes;
using LeadMarket.Billing.Application.Subscriptions.Pages;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Takes up pages and changes of plan that got no answer or whose host died, and pages whose time is over.</summary>
internal sealed record ResumeSubscriptions : IProcess;

internal sealed class ResumeSubscriptionsProcess(IMediator billing) : IProcessHandler<ResumeSubscriptions>
{
    public async Task<Result> Handle(ResumeSubscriptions request, CancellationToken cancellationToken)
    {
        var listed = await billing.Send(new ListDueSubscriptions(), cancellationToken);
        if (!listed.Succeeded(out var due)) return listed.Error;

        foreach (var step in due)
        {
            // While Stripe does not answer, the others would only wait for the same silence. A refusal is one row's own.
            var done = await billing.Send(Next(step), cancellationToken);
            if (done.IsFailure && done.Error == BillingErrors.StripeUnavailable) return Result.Success;
        }

        return Result.Success;
    }

    private static IProcess Next(DueSubscription due) => due switch
    {
        { Change: { } change } => new SendPlanChange(change),
        { ToClose: true } => new ClosePage(due.Subscription),
        { SessionId: { } page } => new FollowPage(page, EventId: null),
        _ => new ContinuePage(due.Subscription),
    };
}

/// <summary>What is due, longest waiting first.</summary>
internal sealed record ListDueSubscriptions : IQuery<IReadOnlyList<DueSubscription>>;

/// <param name="Change">A change of plan to send; null when it is about the page.</param>
/// <param name="ToClose">Somebody asked for its end, or no answer came in all its time.</param>
internal sealed record DueSubscription(SubscriptionId Subscription, Guid? Change, string? SessionId, bool ToClose);
