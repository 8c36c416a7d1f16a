using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetUsageHandler(ReadSide<BillingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<GetUsage, Usage>
{
    private const int MostMonths = 24;

    // What went back counts in the month of what was bought: a lead and its money belong to one month, or savings would mean nothing.
    private const string ByMonth = """
        select extract(year from i.issued_at at time zone @zone)::int as "Year", extract(month from i.issued_at at time zone @zone)::int as "Month",
            count(*) filter (where i.subject = 'lead' and kept.whole and c.upgrade_to_cents is null)::int as "Leads",
            coalesce(sum(kept.net) filter (where i.subject = 'lead'), 0)::bigint as "OnLeads",
            coalesce(sum(kept.net) filter (where i.subject = 'plan'), 0)::bigint as "OnPlan",
            coalesce(sum(coalesce(c.list_cents, @listCents)) filter (where i.subject = 'lead' and kept.whole), 0)::bigint as "AtListPrice",
            count(*) filter (where i.subject = 'lead' and kept.whole and not coalesce(c.fixed_price, false) and c.upgrade_to_cents is null)::int as "ByPlan",
            coalesce(sum(c.list_cents) filter (where i.subject = 'lead' and kept.whole and c.fixed_price), 0)::bigint as "OnEveryPlan",
            count(*) filter (where i.subject = 'lead' and kept.whole and c.upgrade_to_cents is not null)::int as "Upgrades",
            coalesce(sum(c.upgrade_to_cents) filter (where i.subject = 'lead' and kept.whole), 0)::bigint as "UpgradedTo"
        from billing.documents i
        left join billing.checkouts c on c.purchase_id = i.purchase_id
        cross join lateral (
            select i.subtotal_cents - i.discount_cents - coalesce(sum(n.subtotal_cents - n.discount_cents), 0) as net,
                i.total_cents = 0 or coalesce(sum(n.total_cents), 0) < i.total_cents as whole
            from billing.documents n
            where n.corrects = i.id) kept
        where i.kind = 'invoice' and i.contractor_id = @contractor and i.issued_at >= @from
        group by 1, 2
        """;

    public async Task<Result<Usage>> Handle(GetUsage request, CancellationToken cancellationToken)
    {
        var today = market.DayOf(clock.GetUtcNow());
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        var count = Math.Clamp(request.Months, 1, MostMonths);

        // One month further than asked when only this one is: the cheapest plan is last month's.
        var first = thisMonth.AddMonths(-Math.Max(count - 1, 1));
        var rows = (await read.Query(
            db => db.QueryAsync<Row>(ByMonth, new
            {
                contractor = request.Contractor.Value, from = market.StartOf(first), zone = market.TimeZone.Id,
                listCents = market.EntryPlan.LeadPrice.Cents,
            }),
            cancellationToken)).ToDictionary(row => (row.Year, row.Month));

        Row Of(DateOnly month) => rows.GetValueOrDefault((month.Year, month.Month)) ?? new Row(month.Year, month.Month, 0, 0, 0, 0, 0, 0, 0, 0);
        var costs = CostOnEachPlan(Of(thisMonth.AddMonths(-1)));
        return new Usage(
            [.. Enumerable.Range(0, count).Select(back => ToMonth(Of(thisMonth.AddMonths(back - count + 1))))], costs,
            costs.MinBy(cost => cost.Total.Cents)?.Plan);
    }

    private UsageMonth ToMonth(Row row) => new(
        row.Year, row.Month, row.Leads, In(row.OnLeads), In(row.OnPlan), In(row.AtListPrice - row.OnLeads - row.OnPlan));

    // Of two that cost the same, the one that comes first in the market asks for less up front. What is exclusive costs the same on all of them, and an
    // upgrade what the plan's price of its lead leaves of that.
    private List<PlanCost> CostOnEachPlan(Row month) => month.Leads == 0 ? [] : market.Plans.Select(plan =>
    {
        var onLeads = plan.LeadPrice with { Cents = (plan.LeadPrice.Cents * (month.ByPlan - month.Upgrades)) + month.OnEveryPlan + month.UpgradedTo };
        return new PlanCost(plan.Key, onLeads, plan.MonthlyPrice, onLeads + plan.MonthlyPrice);
    }).ToList();

    private Money In(long cents) => new(cents, market.Currency);

    private sealed record Row(int Year, int Month, int Leads, long OnLeads, long OnPlan, long AtListPrice, int ByPlan, long OnEveryPlan,
        int Upgrades, long UpgradedTo);
}
