using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetReturnOnSpendHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<GetReturnOnSpend, ReturnOnSpend>
{
    private const int Longest = 24;

    // Uses unlocks_bought. Kept: the money is not back, and not on its way. A coupon's part was never spent; an upgrade counts in the
    // month of the lead it made exclusive. A lost lead got at least as far as being contacted, and was never won.
    private const string ByMonth = """
        select extract(year from bought.month)::int as "Year", extract(month from bought.month)::int as "Month",
            (count(*) filter (where bought.kept))::int as "Kept", (count(*) filter (where not bought.kept))::int as "Returned",
            (count(*) filter (where bought.kept and bought.progress <> 'new'))::int as "Contacted",
            (count(*) filter (where bought.kept and (bought.progress in ('quoted', 'won') or bought.progress = 'lost' and bought.furthest in ('quoted', 'won'))))::int as "Quoted",
            (count(*) filter (where bought.kept and bought.progress = 'won'))::int as "Won",
            (count(*) filter (where bought.kept and bought.progress = 'lost'))::int as "Lost",
            coalesce(sum(bought.spent), 0)::bigint as "Spent",
            coalesce(sum(bought.earned_cents) filter (where bought.kept and bought.progress = 'won'), 0)::bigint as "Earned"
        from (
            select date_trunc('month', u.paid_at at time zone @zone) as month, u.state in ('paid', 'disputed') as kept,
                coalesce(w.progress, 'new') as progress, coalesce(w.furthest, 'new') as furthest, w.earned_cents,
                (select sum((p.charge -> 'subtotal' ->> 'cents')::bigint - (p.charge -> 'discount' ->> 'cents')::bigint)
                    from purchasing.unlocks p
                    where (p.id = u.id or p.upgrades = u.id) and p.paid_at is not null and p.state in ('paid', 'disputed')) as spent
            from purchasing.unlocks u
            left join purchasing.lead_work w on w.unlock_id = u.id
            where u.contractor_id = @contractor and u.upgrades is null and u.paid_at is not null
                and date_trunc('month', u.paid_at at time zone @zone) >= @first) bought
        group by bought.month
        """;

    private sealed record Row(int Year, int Month, int Kept, int Returned, int Contacted, int Quoted, int Won, int Lost, long Spent, long Earned);

    public async Task<Result<ReturnOnSpend>> Handle(GetReturnOnSpend request, CancellationToken cancellationToken)
    {
        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), market.TimeZone).DateTime;
        var first = new DateTime(today.Year, today.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(1 - Math.Clamp(request.Months, 1, Longest));
        var rows = (await read.Query(
            db => db.QueryAsync<Row>(ByMonth, new { contractor = request.Contractor.Value, zone = market.TimeZone.Id, first }), cancellationToken)).AsList();

        var months = new List<SpendMonth>();
        for (var month = first; month <= today; month = month.AddMonths(1))
        {
            var row = rows.Find(row => row.Year == month.Year && row.Month == month.Month);
            months.Add(new SpendMonth(month.Year, month.Month, row?.Kept ?? 0, row?.Won ?? 0, In(row?.Spent ?? 0), In(row?.Earned ?? 0)));
        }

        var funnel = new Dictionary<LeadProgress, int>
        {
            [LeadProgress.New] = rows.Sum(row => row.Kept),
            [LeadProgress.Contacted] = rows.Sum(row => row.Contacted),
            [LeadProgress.Quoted] = rows.Sum(row => row.Quoted),
            [LeadProgress.Won] = rows.Sum(row => row.Won),
            [LeadProgress.Lost] = rows.Sum(row => row.Lost),
        };
        return new ReturnOnSpend(funnel, rows.Sum(row => row.Returned), In(rows.Sum(row => row.Spent)), In(rows.Sum(row => row.Earned)), months);
    }

    private Money In(long cents) => new(cents, market.Currency);
}
