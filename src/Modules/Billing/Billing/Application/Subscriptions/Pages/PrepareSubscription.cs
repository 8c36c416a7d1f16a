using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Subscriptions.Pages;

/// <summary>Keeps a subscription and the key of its page, before Stripe hears of it. Asked again: where it stands.</summary>
internal sealed record PrepareSubscription(ContractorId Contractor, BilledTo BilledTo, string Locale, string Plan, ReturnAddresses ReturnTo)
    : ICommand<PreparedSubscription>;

/// <param name="MustClose">A page of theirs is for another plan, or past its time: it has to be closed first.</param>
internal sealed record PreparedSubscription(SubscriptionId Id, SubscriptionState State, bool MustClose);

internal sealed class PrepareSubscriptionValidator : AbstractValidator<PrepareSubscription>
{
    public PrepareSubscriptionValidator()
    {
        RuleFor(command => command.BilledTo.Email).NotEmpty().MaximumLength(320).WithErrorCode("billing.email-invalid");
        RuleFor(command => command.Locale).NotEmpty().MaximumLength(10).WithErrorCode("billing.locale-invalid");
        RuleFor(command => command.ReturnTo).Must(to => to.Paid.IsAbsoluteUri && to.Left.IsAbsoluteUri).WithErrorCode("billing.address-invalid");
    }
}

internal sealed class PrepareSubscriptionHandler(ISubscriptions subscriptions, Market market, TimeProvider clock)
    : ICommandHandler<PrepareSubscription, PreparedSubscription>
{
    public async Task<Result<PreparedSubscription>> Handle(PrepareSubscription request, CancellationToken cancellationToken)
    {
        if (market.FindPlan(request.Plan) is not { } plan) return BillingErrors.UnknownPlan;
        if (plan.MonthlyPrice.Cents == 0) return BillingErrors.PlanIsFree;

        var now = clock.GetUtcNow();
        if (await subscriptions.HoldLive(request.Contractor, cancellationToken) is { } live) return Standing(live, plan, now);

        var prepared = Subscription.Prepare(request.Contractor, plan.Key, Terms(request), now);
        subscriptions.Add(prepared);
        return new PreparedSubscription(prepared.Id, prepared.State, MustClose: false);
    }

    private static Result<PreparedSubscription> Standing(Subscription live, Plan plan, DateTimeOffset now)
    {
        if (!live.IsPage) return BillingErrors.AlreadySubscribed;
        var isOver = live.State is SubscriptionState.Open ? now >= live.ExpiresAt : !live.CanStillOpen(now);
        return new PreparedSubscription(live.Id, live.State, MustClose: live.Plan != plan.Key || isOver || live.CloseRequestedAt is not null);
    }

    private SubscriptionTerms Terms(PrepareSubscription request) => new(
        request.BilledTo, market.Locales.Contains(request.Locale, StringComparer.Ordinal) ? request.Locale : market.DefaultLocale,
        request.ReturnTo.Paid.OriginalString, request.ReturnTo.Left.OriginalString);
}
