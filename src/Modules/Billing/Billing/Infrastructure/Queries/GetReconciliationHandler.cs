using System.Data.Common;
using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetReconciliationHandler(ReadSide<BillingDbContext> read) : IQueryHandler<GetReconciliation, ReconciliationReport>
{
    public async Task<Result<ReconciliationReport>> Handle(GetReconciliation request, CancellationToken cancellationToken) =>
        await read.Query(db => ReconciliationReading.Read(db, request.Run), cancellationToken) is { } report ? report : BillingErrors.ReconciliationNotFound;
}

/// <summary>A run with what it found, as its tables hold it.</summary>
internal static class ReconciliationReading
{
    /// <summary>The run; null when there is none, or none that this actor may see.</summary>
    public static async Task<ReconciliationReport?> Read(DbConnection db, Guid run, DbTransaction? transaction = null)
    {
        var row = await db.QuerySingleOrDefaultAsync<Row>(
            """select started_at as "StartedAt", finished_at as "FinishedAt", compared::text as "Compared" from billing.reconciliations where id = @run""",
            new { run }, transaction);
        if (row is null) return null;

        var differences = await db.QueryAsync<Difference>(
            """
            select kind as "Kind", subject as "Subject", ours as "Ours", theirs as "Theirs", remedy as "Remedy"
            from billing.reconciliation_differences where run_id = @run order by position
            """,
            new { run }, transaction);
        return new ReconciliationReport(
            run, row.StartedAt, row.FinishedAt, JsonSerializer.Deserialize<Dictionary<string, int>>(row.Compared)!, differences.AsList());
    }

    private sealed record Row(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Compared);
}
