using System.Data.Common;
using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Reconciliations(BillingDbContext db) : IReconciliations
{
    public async Task Begin(
        Guid run, DateTimeOffset startedAt, DateTimeOffset? since, IReadOnlyDictionary<string, int> compared, IReadOnlyList<Difference> differences,
        CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into billing.reconciliations (id, started_at, since, compared, differences)
            values ({run}, {startedAt}, {since}, {JsonSerializer.Serialize(compared)}::jsonb, {differences.Count})
            """, cancel);
        await Add(run, first: 1, differences, cancel);
    }

    public async Task<ReconciliationReport?> Close(
        Guid run, string what, int compared, IReadOnlyList<Difference> differences, DateTimeOffset at, CancellationToken cancel)
    {
        // Locked, so that a run told twice to close counts its purchases once.
        var open = (await db.Database.SqlQuery<OpenRun>($"""
            select finished_at is not null as finished, differences from billing.reconciliations where id = {run} for update
            """).ToListAsync(cancel)).SingleOrDefault();
        if (open is null) return null;

        if (!open.Finished)
        {
            await Add(run, open.Differences + 1, differences, cancel);
            await db.Database.ExecuteSqlAsync($"""
                update billing.reconciliations
                set finished_at = {at}, differences = differences + {differences.Count}, compared = compared || jsonb_build_object({what}::text, {compared})
                where id = {run}
                """, cancel);
        }

        return await ReconciliationReading.Read(Connection, run, Transaction);
    }

    private DbConnection Connection => db.Database.GetDbConnection();

    private DbTransaction Transaction => db.Database.CurrentTransaction!.GetDbTransaction();

    private Task Add(Guid run, int first, IReadOnlyList<Difference> differences, CancellationToken cancel) =>
        Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into billing.reconciliation_differences (run_id, position, kind, subject, ours, theirs, remedy)
            values (@run, @position, @Kind, @Subject, @Ours, @Theirs, @Remedy)
            """,
            differences.Index().Select(each => new
            {
                run, position = first + each.Index, each.Item.Kind, each.Item.Subject, each.Item.Ours, each.Item.Theirs, each.Item.Remedy,
            }),
            Transaction, cancellationToken: cancel));

    private sealed record OpenRun(bool Finished, int Differences);
}
