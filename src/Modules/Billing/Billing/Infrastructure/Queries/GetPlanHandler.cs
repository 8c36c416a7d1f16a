using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetPlanHandler(ReadSide<BillingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<GetPlan, PlanView>
{
    /// <summary>How long a subscription that is over is still shown as that.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    // The live one, or the last that was ever paid for. A card that the subscription names goes before the customer's own.
    private const string Sql = """
        select subscription.id as "Id", subscription.plan as "Plan", subscription.state as "State", subscription.price_cents as "PriceCents",
            subscription.currency as "Currency", subscription.url as "Url", subscription.expires_at as "ExpiresAt",
            subscription.close_requested_at is not null as "Closing", subscription.period_end as "PeriodEnd",
            subscription.ends_at_period_end as "EndsAtPeriodEnd", subscription.raised_at as "RaisedAt", subscription.past_due_since as "PastDueSince",
            coalesce(subscription.pending_plan, change.terms ->> 'toPlan') as "PendingPlan", subscription.pay_url as "PayUrl", subscription.pay_cents as "PayCents",
            card.brand as "Brand", card.last4 as "Last4", card.expiry_month as "ExpiryMonth", card.expiry_year as "ExpiryYear"
        from billing.subscriptions subscription
        left join billing.plan_changes change on change.subscription_id = subscription.id and change.state = 'requested'
        left join lateral (
            select * from billing.saved_cards saved
            where saved.contractor_id = subscription.contractor_id and saved.detached_at is null
            order by (saved.payment_method = subscription.default_card) desc nulls last, saved.is_default desc, saved.saved_at desc
            limit 1) card on true
        where subscription.contractor_id = @contractor
            and (subscription.state <> 'ended' or (subscription.stripe_id is not null and subscription.ended_at > @since))
        order by (subscription.state <> 'ended') desc, subscription.ended_at desc
        limit 1
        """;

    public async Task<Result<PlanView>> Handle(GetPlan request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (standing, row) = await read.Query(
            async db => (
                await PlanStandingRow.Read(db, request.Contractor),
                await db.QuerySingleOrDefaultAsync<Row>(Sql, new { contractor = request.Contractor.Value, since = now - Remembered })),
            cancellationToken);

        var plan = PlanRights.Effective(standing.Rights(market.Billing.Grace, now), standing.Gift, market);
        return new PlanView(plan.Key, row is null ? null : View(row, now));
    }

    private SubscriptionView View(Row row, DateTimeOffset now) => new(
        row.Id, row.Plan, SubscriptionStates.Public(row.State), Monthly(row),
        Checkout: row is { State: "open", Url: { } url, Closing: false } && now < row.ExpiresAt ? new Uri(url) : null,
        row.PeriodEnd, row.EndsAtPeriodEnd,
        GraceUntil: row.PastDueSince + market.Billing.Grace,
        row.PendingPlan,
        PayNow: row.State is not "ended" && row.PayUrl is { } pay ? new Uri(pay) : null,
        AmountDue: row is { State: not "ended", PayUrl: not null, PayCents: { } due, Currency: { } currency } ? new Money(due, currency) : null,
        row.Brand is null ? null : new SavedCard(row.Brand, row.Last4!, row.ExpiryMonth!.Value, row.ExpiryYear!.Value),
        CheaperFrom: Subscription.CheaperFrom(row.RaisedAt) is { } from && now < from ? from : null);

    // Not asked of Stripe yet: what it will be asked for.
    private Money Monthly(Row row) => row is { PriceCents: { } cents, Currency: { } currency }
        ? new Money(cents, currency)
        : market.FindPlan(row.Plan)?.MonthlyPrice ?? Money.Zero(market.Currency);

    private sealed record Row(
        Guid Id, string Plan, string State, long? PriceCents, string? Currency, string? Url, DateTimeOffset ExpiresAt, bool Closing,
        DateTimeOffset? PeriodEnd, bool EndsAtPeriodEnd, DateTimeOffset? RaisedAt, DateTimeOffset? PastDueSince, string? PendingPlan, string? PayUrl, long? PayCents, string? Brand, string? Last4,
        int? ExpiryMonth, int? ExpiryYear);
}
