using Dapper;
using LeadMarket.Billing.Application.Catalogue;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class FindLiveSubscriptionHandler(ReadSide<BillingDbContext> read) : IQueryHandler<FindLiveSubscription, LiveSubscription>
{
    public async Task<Result<LiveSubscription>> Handle(FindLiveSubscription request, CancellationToken cancellationToken) =>
        await read.Query(
            db => db.QuerySingleAsync<LiveSubscription>(
                """
                select account.customer_id as "CustomerId", subscription.stripe_id as "StripeId",
                    subscription.session_id as "SessionId"
                from (select cast(@contractor as uuid) as contractor_id) asked
                left join billing.accounts account using (contractor_id)
                left join billing.subscriptions subscription on subscription.contractor_id = asked.contractor_id and subscription.state <> 'ended'
                """,
                new { contractor = request.Contractor.Value }),
            cancellationToken);
}

internal sealed class ListDueSubscriptionsHandler(ReadSide<BillingDbContext> read, TimeProvider clock)
    : IQueryHandler<ListDueSubscriptions, IReadOnlyList<DueSubscription>>
{
    public async Task<Result<IReadOnlyList<DueSubscription>>> Handle(ListDueSubscriptions request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await read.Query(
            db => db.QueryAsync<DueSubscription>(
                """
                select subscription as "Subscription", change as "Change", session as "SessionId", to_close as "ToClose" from (
                    select id as subscription, null::uuid as change, session_id as session, next_try_at,
                        close_requested_at is not null or (state = 'opening' and opened_at <= @overSince) as to_close
                    from billing.subscriptions
                    where state in ('opening', 'open') and next_try_at <= @now
                    union all
                    select subscription_id, id, null, next_try_at, false
                    from billing.plan_changes
                    where state = 'requested' and next_try_at <= @now) due
                order by next_try_at
                limit 20
                """,
                new { now, overSince = now - Subscription.PageLife }),
            cancellationToken);
        return rows.AsList();
    }
}

internal sealed class ListEndedGracesHandler(ReadSide<BillingDbContext> read, Market market, TimeProvider clock)
    : IQueryHandler<ListEndedGraces, IReadOnlyList<SubscriptionId>>
{
    public async Task<Result<IReadOnlyList<SubscriptionId>>> Handle(ListEndedGraces request, CancellationToken cancellationToken)
    {
        var rows = await read.Query(
            db => db.QueryAsync<SubscriptionId>(
                "select id from billing.subscriptions where state = 'past_due' and grace_ended_at is null and past_due_since <= @since limit 100",
                new { since = clock.GetUtcNow() - market.Billing.Grace }),
            cancellationToken);
        return rows.AsList();
    }
}

internal sealed class ReadCatalogueHandler(ReadSide<BillingDbContext> read) : IQueryHandler<ReadCatalogue, PlanCatalogue>
{
    public async Task<Result<PlanCatalogue>> Handle(ReadCatalogue request, CancellationToken cancellationToken) =>
        await read.Query(
            async db => new PlanCatalogue(
                (await db.QueryAsync<PlanPrice>(
                    """
                    select id as "Id", plan as "Plan", cents as "Cents", currency as "Currency", is_current as "IsCurrent", stripe_id as "StripeId",
                        created_at as "CreatedAt"
                    from billing.plan_prices
                    """)).AsList(),
                (await db.QueryAsync<TaxRate>(
                    """select id as "Id", code as "Code", rate_ppm as "RatePpm", stripe_id as "StripeId", created_at as "CreatedAt" from billing.tax_rates""")).AsList()),
            cancellationToken);
}
