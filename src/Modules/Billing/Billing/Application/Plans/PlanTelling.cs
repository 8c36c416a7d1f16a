using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Plans;

/// <summary>Tells others, once, that a contractor has another plan than they last heard of.</summary>
internal sealed class PlanTelling(IToldPlans plans, IAccounts accounts, IOutbox outbox, Market market)
{
    /// <param name="subscription">The one that is not over, or that just ended.</param>
    public async Task Settle(ContractorId contractor, Subscription? subscription, DateTimeOffset now, CancellationToken cancel)
    {
        var account = await accounts.Find(contractor, cancel);
        await Settle(contractor, subscription, account?.Plan, now, cancel);
    }

    /// <param name="gift">The plan that was assigned.</param>
    public async Task Settle(ContractorId contractor, Subscription? subscription, string? gift, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = PlanRights.Effective(subscription?.RightsAt(now, market.Billing.Grace), gift, market).Key;
        var told = await plans.Find(contractor, cancel);
        var before = told?.Plan ?? market.EntryPlan.Key;
        if (plan == before) return;

        if (told is null) plans.Add(ToldPlan.Of(contractor, plan, now));
        else told.Become(plan, now);
        outbox.Publish(new PlanChanged(
            contractor, subscription?.Terms.BilledTo, subscription?.Terms.Locale ?? market.DefaultLocale, before, plan, now));
    }
}
