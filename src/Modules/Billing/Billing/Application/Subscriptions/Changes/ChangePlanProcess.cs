using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions.Views;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Changes;

internal sealed class ChangePlanValidator : AbstractValidator<ChangePlan>
{
    public ChangePlanValidator() => RuleFor(request => request.Plan).NotEmpty().WithErrorCode("billing.unknown-plan");
}

internal sealed class ChangePlanProcess(IMediator billing, TimeProvider clock) : IProcessHandler<ChangePlan, SubscriptionView>
{
    public async Task<Result<SubscriptionView>> Handle(ChangePlan request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (request.AsOf > now || now > request.AsOf + PlanChange.Validity) return BillingErrors.PreviewOutdated;

        // Reckoned again as of the same second: nobody is charged anything else than they saw.
        var reckoned = await billing.Send(new ReckonPlanChange(request.Contractor, request.Plan, request.AsOf), cancellationToken);
        if (!reckoned.Succeeded(out var change)) return reckoned.Error;
        if (change.Terms.DueNowCents != request.DueNowCents) return BillingErrors.PreviewOutdated;

        var prepared = await billing.Send(new PreparePlanChange(request.Contractor, change.Terms), cancellationToken);
        if (!prepared.Succeeded(out var kept)) return prepared.Error;
        var sent = await billing.Send(new SendPlanChange(kept.Change), cancellationToken);

        // Confirmed is confirmed: without an answer the change is shown as pending, and ResumeSubscriptions sends it again.
        return sent.IsFailure && sent.Error != BillingErrors.StripeUnavailable
            ? sent.Error
            : await billing.Send(new ShowSubscription(request.Contractor), cancellationToken);
    }
}

/// <summary>Keeps a confirmed change and its key before Stripe hears of it. The same again: the one that is kept.</summary>
internal sealed record PreparePlanChange(ContractorId Contractor, PlanChangeTerms Terms) : ICommand<PreparedChange>;

internal sealed record PreparedChange(Guid Change);

internal sealed class PreparePlanChangeHandler(ISubscriptions subscriptions, TimeProvider clock) : ICommandHandler<PreparePlanChange, PreparedChange>
{
    public async Task<Result<PreparedChange>> Handle(PreparePlanChange request, CancellationToken cancellationToken)
    {
        var terms = request.Terms;
        if (await subscriptions.HoldLive(request.Contractor, cancellationToken) is not { } subscription) return BillingErrors.NotSubscribed;
        var open = await subscriptions.FindOpenChange(subscription.Id, cancellationToken);
        if (open is not null && open.Terms == terms) return new PreparedChange(open.Id);
        if (subscription.RefusalToChange(terms.ToPlan, changeUnderWay: open is not null) is { } refusal) return refusal;
        if (subscription.Plan != terms.FromPlan) return BillingErrors.PreviewOutdated;

        var change = PlanChange.Request(subscription, terms, clock.GetUtcNow());
        subscriptions.Add(change);
        return new PreparedChange(change.Id);
    }
}
