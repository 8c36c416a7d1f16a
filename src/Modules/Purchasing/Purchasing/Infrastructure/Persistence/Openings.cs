using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.Alerts;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class Openings(PurchasingDbContext context, Market market) : IOpenings
{
    public void Add(ListingOpening opening) => context.Add(opening);

    // Uses listings_board; withdrawn or sold out, nobody is to be told of it.
    public Task AddMissing(DateTimeOffset listedAfter, DateTimeOffset now, CancellationToken cancel)
    {
        var plans = market.Plans.Select(plan => plan.Key).ToArray();
        var waits = market.Plans.Select(plan => plan.Wait).ToArray();
        return context.Database.ExecuteSqlAsync($"""
            insert into purchasing.listing_openings (listing_id, plan, opens_at)
            select l.id, p.plan, greatest(l.listed_at + p.wait, {now})
            from purchasing.listings l
            cross join unnest({plans}, {waits}) as p (plan, wait)
            where l.listed_at > {listedAfter} and l.withdrawn_at is null and l.slots < (1 << l.capacity) - 1
                and not exists (select from purchasing.listing_openings o where o.listing_id = l.id)
            on conflict do nothing
            """, cancel);
    }

    // Uses openings_due.
    public Task<ListingOpening?> TakeDue(DateTimeOffset now, CancellationToken cancel) => context.Set<ListingOpening>()
        .FromSql($"""
            select * from purchasing.listing_openings
            where announced_at is null and opens_at <= {now}
            order by opens_at
            limit 1
            for update skip locked
            """).FirstOrDefaultAsync(cancel);

    public Task<bool> MayComeBack(ListingId listing, CancellationToken cancel) => context.Database.SqlQuery<bool>($"""
        select exists (
            select from purchasing.unlocks
            where listing_id = {listing.Value} and state in ('reserved', 'opening', 'open', 'processing', 'cancelling')) as "Value"
        """).SingleAsync(cancel);

    // One statement writes down and answers, so that of two hosts at one listing each contractor is one's alone.
    public async Task<ToldBatch> Tell(
        Listing listing, IReadOnlyList<string> plans, int round, int most, DateTimeOffset now, CancellationToken cancel)
    {
        var known = market.Plans.Select(plan => plan.Key).ToArray();
        string[] services = [listing.Service], open = [.. plans];
        var matched = await context.Database.SqlQuery<Match>($"""
            with matched as (
                select k.id from purchasing.contractors k
                where k.services @> {services} and ({listing.Region} = any(k.regions) or {listing.PostalPrefix} = any(k.covered_areas))
                    and k.paused_at is null
                    -- Who has named no language is asked for leads in all of them.
                    and (cardinality(k.languages) = 0 or {listing.Locale} = any(k.languages))
                    and (case when k.plan = any({known}) then k.plan else {market.EntryPlan.Key} end) = any({open})
                    and not exists (select from purchasing.lead_alerts a where a.listing_id = {listing.Id.Value} and a.contractor_id = k.id and a.round = {round})
                    -- As on the board: not what is theirs, nor what they had and gave back.
                    and not exists (
                        select from purchasing.unlocks u
                        where u.listing_id = {listing.Id.Value} and u.contractor_id = k.id
                            and (u.paid_at is not null or u.state in ('reserved', 'opening', 'open', 'processing', 'cancelling')))
                order by k.id
                limit {most}
                for share of k
            ), told as (
                insert into purchasing.lead_alerts (listing_id, contractor_id, alerted_at, round)
                select {listing.Id.Value}, id, {now}, {round} from matched
                on conflict do nothing
                returning contractor_id
            )
            select m.id as "Contractor", t.contractor_id is not null as "IsOurs"
            from matched m left join told t on t.contractor_id = m.id
            """).ToListAsync(cancel);
        var ours = matched.Where(match => match.IsOurs).Select(match => match.Contractor).ToArray();
        return new ToldBatch(matched.Count, ours.Length == 0 ? [] : await context.Set<Contractor>()
            .FromSql($"select * from purchasing.contractors where id = any({ours})").AsNoTracking().ToListAsync(cancel));
    }

    /// <param name="IsOurs">Written down by this statement, not by another host's.</param>
    private sealed record Match(Guid Contractor, bool IsOurs);
}
