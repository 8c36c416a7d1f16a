using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;
using Npgsql;

namespace LeadMarket.Leads.Infrastructure.Queries.HomeownerPage;

internal sealed class ExportRequestHandler(ReadSide<LeadsDbContext> read) : IQueryHandler<ExportRequest, RequestExport>
{
    private const string Sql = """
        select l.score as "Score", to_json(l.reasons)::text as "Reasons", a.attribution::text as "Attribution"
        from leads.leads l left join leads.attributions a on a.lead_id = l.id
        where l.id = @lead;

        select from_status as "From", to_status as "To", moved_by as "By", at as "At"
        from leads.lead_moves
        where lead_id = @lead
        order by number;

        select c.key as "Consent", host(o.ip_address) as "IpAddress", o.user_agent as "UserAgent"
        from leads.consents c join leads.consent_origins o on o.consent_id = c.id
        where c.lead_id = @lead
        order by c.given_at, c.id
        """;

    public async Task<Result<RequestExport>> Handle(ExportRequest request, CancellationToken cancellationToken)
    {
        var export = await read.Query(db => Find(db, request.Lead), cancellationToken);
        return export is null ? LeadErrors.LeadNotFound : export;
    }

    private static async Task<RequestExport?> Find(NpgsqlConnection db, LeadId lead)
    {
        if (await RequestReader.Find(db, lead) is not { } view) return null;

        await using var answers = await db.QueryMultipleAsync(Sql, new { lead = lead.Value });
        var found = await answers.ReadSingleAsync<Row>();
        var moves = await answers.ReadAsync<MoveView>();
        var origins = await answers.ReadAsync<OriginView>();
        return new RequestExport(
            view, moves.AsList(), origins.AsList(),
            found.Attribution is null ? null : JsonColumn.Read<Attribution>(found.Attribution),
            JsonColumn.Read<string[]>(found.Reasons), found.Score);
    }

    private sealed record Row(int? Score, string Reasons, string? Attribution);
}
