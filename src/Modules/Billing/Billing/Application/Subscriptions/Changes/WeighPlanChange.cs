using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Subscriptions.Changes;

/// <summary>Whether a plan can be changed now, and what Stripe would be asked for it. Keeps nothing.</summary>
internal sealed record WeighPlanChange(ContractorId Contractor, string Plan, DateTimeOffset AsOf) : ICommand<WeighedChange>;

/// <param name="Terms">All but what is due, which only Stripe can reckon.</param>
internal sealed record WeighedChange(PlanChangeTerms Terms, string CustomerId, Money Monthly, DateTimeOffset RenewsAt);

internal sealed class WeighPlanChangeHandler(ISubscriptions subscriptions, ICatalogue catalogue, IAccounts accounts, Market market)
    : ICommandHandler<WeighPlanChange, WeighedChange>
{
    public async Task<Result<WeighedChange>> Handle(WeighPlanChange request, CancellationToken cancellationToken)
    {
        if (market.FindPlan(request.Plan) is not { } plan) return BillingErrors.UnknownPlan;
        if (plan.MonthlyPrice.Cents == 0) return BillingErrors.PlanIsFree;

        if (await subscriptions.HoldLive(request.Contractor, cancellationToken) is not { } subscription) return BillingErrors.NotSubscribed;
        var underWay = await subscriptions.FindOpenChange(subscription.Id, cancellationToken) is { } change && !IsSame(change.Terms, request);
        if (subscription.RefusalToChange(plan.Key, underWay) is { } refusal) return refusal;

        var price = (await catalogue.Read(cancellationToken)).PriceOf(plan, market.Taxes);
        var account = await accounts.Find(request.Contractor, cancellationToken);
        if (price is null || account?.CustomerId is not { } customer || subscription.PeriodEnd is not { } renewsAt) return BillingErrors.StripeUnavailable;
        if (price.Amount.Cents < subscription.PriceCents && subscription.RefusalToLower(request.AsOf) is { } tooSoon) return tooSoon;

        return new WeighedChange(
            new PlanChangeTerms(
                subscription.StripeId!, subscription.ItemId!, subscription.Plan, plan.Key, price.Id, request.AsOf,
                ChargesNow: price.Amount.Cents > subscription.PriceCents, DueNowCents: 0),
            customer, price.Amount, renewsAt);
    }

    // The same click again finds its own change under way.
    private static bool IsSame(PlanChangeTerms terms, WeighPlanChange request) => terms.ToPlan == request.Plan && terms.AsOf == request.AsOf;
}
