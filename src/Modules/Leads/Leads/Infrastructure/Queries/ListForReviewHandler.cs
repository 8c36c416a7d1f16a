using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Infrastructure.Persistence;
using Npgsql;

namespace LeadMarket.Leads.Infrastructure.Queries;

internal sealed class ListForReviewHandler(ReadSide<LeadsDbContext> read) : IQueryHandler<ListForReview, IReadOnlyList<ReviewedLead>>
{
    private const string Leads = """
        select lead.id, lead.status, lead.held, lead.duplicate_of as "duplicateOf", lead.score, lead.reasons, lead.service, lead.area, lead.region,
            lead.submitted_at as "submittedAt", lead.verified_at is not null as "phoneVerified",
            contact.name, contact.email, contact.phone, contact.address, contact.postal_code as "postalCode", contact.locale,
            contact.call_hours as "callHours"
        from leads.leads lead left join leads.contacts contact on contact.lead_id = lead.id
        where case @view
            when 'rejected' then lead.status = 'rejected'
            when 'problems' then exists (select from leads.problems problem where problem.lead_id = lead.id)
            when 'all' then true
            else lead.held end
        order by lead.submitted_at desc, lead.id desc
        limit 200
        """;

    private const string Problems = """
        select lead_id as lead, kind, text, unlock_id as unlock, at from leads.problems where lead_id = any(@leads) order by at desc
        """;

    public Task<Result<IReadOnlyList<ReviewedLead>>> Handle(ListForReview request, CancellationToken cancellationToken) =>
        read.Query(db => List(db, request.View), cancellationToken);

    private static async Task<Result<IReadOnlyList<ReviewedLead>>> List(NpgsqlConnection db, string view)
    {
        var leads = (await db.QueryAsync<LeadRow>(Leads, new { view })).AsList();
        var problems = (await db.QueryAsync<ProblemRow>(Problems, new { leads = leads.Select(lead => lead.Id).ToArray() })).ToLookup(problem => problem.Lead);
        return leads.Select(lead => lead.With(problems[lead.Id].Select(problem => problem.View))).ToList();
    }

    // Dapper takes an array column for System.Array, and would find no constructor by its types.
    [method: ExplicitConstructor]
    private sealed record LeadRow(
        Guid Id, string Status, bool Held, Guid? DuplicateOf, int? Score, string[] Reasons, string Service, string Area, string Region,
        DateTimeOffset SubmittedAt, bool PhoneVerified, string? Name, string? Email, string? Phone, string? Address, string? PostalCode,
        string? Locale, string[]? CallHours)
    {
        public ReviewedLead With(IEnumerable<ProblemView> problems) => new(
            LeadId.From(Id), Status, Held, DuplicateOf is { } first ? LeadId.From(first) : null, Score, Reasons, Service, Area, Region,
            SubmittedAt, PhoneVerified, Name is null ? null : new LeadContact(Name, Email!, Phone!, Address, PostalCode!, Locale!, CallHours!), [.. problems]);
    }

    private sealed record ProblemRow(Guid Lead, string Kind, string? Text, Guid? Unlock, DateTimeOffset At)
    {
        public ProblemView View => new(Kind, Text, Unlock is { } unlock ? UnlockId.From(unlock) : null, At);
    }
}
