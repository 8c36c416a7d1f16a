using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Plans;

internal sealed class AssignPlanValidator : AbstractValidator<AssignPlan>
{
    public AssignPlanValidator() => RuleFor(command => command.Plan).NotEmpty().WithErrorCode("billing.unknown-plan");
}

internal sealed class AssignPlanHandler(
    IAccounts accounts, ISubscriptions subscriptions, PlanTelling telling, Market market, TimeProvider clock) : ICommandHandler<AssignPlan>
{
    public async Task<Result> Handle(AssignPlan request, CancellationToken cancellationToken)
    {
        if (market.FindPlan(request.Plan) is not { } plan) return BillingErrors.UnknownPlan;

        var now = clock.GetUtcNow();
        var account = await accounts.Hold(request.Contractor, cancellationToken);
        if (account is null) accounts.Add(account = Account.Create(request.Contractor, now));
        account.MoveTo(plan.Key);

        var subscription = await subscriptions.HoldLive(request.Contractor, cancellationToken);
        await telling.Settle(request.Contractor, subscription, gift: plan.Key, now, cancellationToken);
        return Result.Success;
    }
}
