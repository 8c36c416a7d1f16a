using System.Data.Common;
using System.Text.Json;
using Dapper;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

/// <summary>What returns are judged by, as it stood at an instant. One statement, so that it is one moment's truth; the same for a verdict and
/// for what the contractor is told to expect of one.</summary>
internal static class EvidenceSql
{
    // Uses contacts_of_contractor and returns_of_contractor. Approved returns are counted to this very moment: asked for at the same time,
    // none of several would count the others.
    private const string Statement = """
        select c.withdrawn_at is not null as "ContactGone",
            person.delivered_at as "SamePersonAt", coalesce(person.apart, 0)::float8 as "SamePersonApart",
            l.postal_prefix as "ListedArea",
            left(regexp_replace(upper(c.postal_code), '[^A-Z0-9]', '', 'g'), length(l.postal_prefix)) as "ReceivedArea",
            l.service as "Service",
            cardinality(u.services_then) = 0 or l.service = any(u.services_then) as "ServiceWasTheirs",
            coalesce((select m.detail from purchasing.lead_moves m
                where m.unlock_id = u.id and m.kind = 'progress' and m.moved_at <= @until and m.detail <> 'lost'
                order by m.moved_at desc, m.id desc limit 1), 'new') as "Progress",
            coalesce((select jsonb_agg(jsonb_build_object('outcome', a.outcome, 'at', a.attempted_at) order by a.attempted_at, a.id)
                from purchasing.contact_attempts a
                where a.unlock_id = u.id and a.attempted_at <= @until), '[]')::text as "Attempts",
            (select count(*) from purchasing.unlocks o
                where o.contractor_id = u.contractor_id and o.kind = 'lead' and o.paid_at > @since and o.paid_at <= @until)::int as "CycleBought",
            (select count(*) from purchasing.returns r
                where r.contractor_id = u.contractor_id and r.state = 'approved' and r.decided_at > @since)::int as "CycleReturned"
        from purchasing.unlocks u
        join purchasing.listings l on l.id = u.listing_id
        join purchasing.contacts c on c.unlock_id = u.id
        left join lateral (
            select before.delivered_at, abs(extract(epoch from l.listed_at - same.listed_at)) as apart
            from purchasing.contacts before
            join purchasing.unlocks bought on bought.id = before.unlock_id
            join purchasing.listings same on same.id = bought.listing_id
            where before.contractor_id = u.contractor_id and before.lead_id <> c.lead_id and before.withdrawn_at is null
                and before.delivered_at < c.delivered_at and same.service = l.service
                and (before.phone = c.phone or lower(before.email) = lower(c.email))
            order by apart, before.delivered_at, before.unlock_id limit 1) person on true
        where u.id = @unlock
        """;

    public static async Task<ReturnEvidence> Gather(
        DbConnection connection, DbTransaction? transaction, UnlockId unlock, DateTimeOffset until, ReturnLimit limit, CancellationToken cancel)
    {
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            Statement, new { unlock = unlock.Value, until, since = until - limit.Cycle }, transaction, cancellationToken: cancel));
        var attempts = JsonSerializer.Deserialize<IReadOnlyList<AttemptRow>>(row.Attempts, EventJson.Options)!;
        return new ReturnEvidence(
            row.ContactGone, row.SamePersonAt, row.ListedArea, row.ReceivedArea, row.Service, row.ServiceWasTheirs, Spelling.Read<LeadProgress>(row.Progress),
            [.. attempts.Select(attempt => new SeenAttempt(Spelling.Read<AttemptOutcome>(attempt.Outcome), attempt.At))], row.CycleBought, row.CycleReturned)
        {
            SamePersonApart = TimeSpan.FromSeconds(row.SamePersonApart),
        };
    }

    private sealed record Row(
        bool ContactGone, DateTimeOffset? SamePersonAt, double SamePersonApart, string ListedArea, string? ReceivedArea, string Service, bool ServiceWasTheirs, string Progress, string Attempts,
        int CycleBought, int CycleReturned);

    private sealed record AttemptRow(string Outcome, DateTimeOffset At);
}
