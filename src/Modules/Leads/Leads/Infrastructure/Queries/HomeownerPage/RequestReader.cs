using Dapper;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;
using Npgsql;

namespace LeadMarket.Leads.Infrastructure.Queries.HomeownerPage;

/// <summary>A request with what hangs on it. The page, the export and the receipt show the same one.</summary>
internal static class RequestReader
{
    private const string Sql = $"""
        select l.status as "Status", l.held as "Held", l.duplicate_of is not null as "IsDuplicate", '{Lead.SamePhone}' = any(l.reasons) as "HasSamePhone",
            l.service as "Service", l.region as "Region", l.area as "Area", l.postal_prefix as "PostalPrefix", l.budget as "Budget",
            l.timeline as "Timeline", l.answers::text as "Answers", l.quotes as "Quotes", l.locale as "Locale",
            l.submitted_at as "SubmittedAt", l.listed_at as "ListedAt", case when l.ended_at is null then l.expires_at end as "ExpiresAt",
            l.erased_at as "ErasedAt", o.outcome as "Outcome", o.unlock_id as "HiredUnlock",
            c.name as "Name", c.email as "Email", c.phone as "Phone", c.address as "Address", c.postal_code as "PostalCode",
            c.locale as "CallLocale", to_json(c.call_hours)::text as "CallHours"
        from leads.leads l
        left join leads.contacts c on c.lead_id = l.id
        left join leads.outcomes o on o.lead_id = l.id
        where l.id = @lead;

        select c.key as "Key", c.version as "Version", c.text as "Text", c.locale as "Locale", c.given_at as "GivenAt", w.withdrawn_at as "WithdrawnAt"
        from leads.consents c
        left join leads.consent_withdrawals w on w.lead_id = c.lead_id and w.key = c.key and w.scope = '{ConsentWithdrawal.Everybody}'
        where c.lead_id = @lead
        order by c.given_at, c.id;

        select kind as "Kind", text as "Text", unlock_id as "Unlock", at as "At"
        from leads.problems
        where lead_id = @lead
        order by at, id
        """;

    /// <summary>The request, or <c>null</c> when there is none that this actor may see.</summary>
    public static async Task<RequestView?> Find(NpgsqlConnection db, LeadId lead)
    {
        await using var answers = await db.QueryMultipleAsync(Sql, new { lead = lead.Value });
        if (await answers.ReadSingleOrDefaultAsync<Row>() is not { } row) return null;

        var consents = await answers.ReadAsync<ConsentView>();
        var problems = await answers.ReadAsync<ProblemRow>();
        return row.ToView(lead, consents.AsList(), problems.Select(problem => problem.ToView()).ToList());
    }

    private sealed record ProblemRow(string Kind, string? Text, Guid? Unlock, DateTimeOffset At)
    {
        public ProblemView ToView() => new(Kind, Text, UnlockOf(Unlock), At);
    }

    private sealed record Row(
        string Status, bool Held, bool IsDuplicate, bool HasSamePhone, string Service, string Region, string Area, string PostalPrefix, string Budget,
        string Timeline, string Answers, int Quotes, string Locale, DateTimeOffset SubmittedAt, DateTimeOffset? ListedAt, DateTimeOffset? ExpiresAt,
        DateTimeOffset? ErasedAt, string? Outcome, Guid? HiredUnlock,
        string? Name, string? Email, string? Phone, string? Address, string? PostalCode, string? CallLocale, string? CallHours)
    {
        public RequestView ToView(LeadId lead, IReadOnlyList<ConsentView> consents, IReadOnlyList<ProblemView> problems) => new(
            lead, Status, Held, IsDuplicate, HasSamePhone, Service, Region, Area, PostalPrefix, Budget, Timeline,
            JsonColumn.Read<Dictionary<string, IReadOnlyList<string>>>(Answers), Quotes, Locale, SubmittedAt, ListedAt, ExpiresAt, ErasedAt,
            Name is null ? null : new LeadContact(Name, Email!, Phone!, Address, PostalCode!, CallLocale!, JsonColumn.Read<string[]>(CallHours!)),
            consents, Outcome, UnlockOf(HiredUnlock), problems);
    }

    private static UnlockId? UnlockOf(Guid? id) => id is { } unlock ? UnlockId.From(unlock) : null;
}
