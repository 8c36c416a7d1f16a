using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;

namespace LeadMarket.Leads.Infrastructure.Queries;

internal sealed class GetDraftHandler(ReadSide<LeadsDbContext> read) : IQueryHandler<GetDraft, Draft>
{
    private const string Sql = "select form::text as form, lead_id as lead from leads.drafts where id = @draft";

    public async Task<Result<Draft>> Handle(GetDraft request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QuerySingleOrDefaultAsync<Row>(Sql, new { draft = request.Draft.Value }), cancellationToken);
        if (row is null) return LeadErrors.DraftNotFound;
        return new Draft(request.Draft, JsonColumn.Read<LeadForm>(row.Form), row.Lead is { } lead ? LeadId.From(lead) : null);
    }

    private sealed record Row(string Form, Guid? Lead);
}
