using Dapper;
using LeadMarket.Billing.Application.Reconciliation;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class FindReconciliationWindowHandler(ReadSide<BillingDbContext> read) : IQueryHandler<FindReconciliationWindow, ReconciliationWindow>
{
    // As long as Stripe delivers an event by itself. What has not ended is compared whatever its age.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(3);

    public async Task<Result<ReconciliationWindow>> Handle(FindReconciliationWindow request, CancellationToken cancellationToken)
    {
        var clean = await read.Query(
            db => db.ExecuteScalarAsync<DateTimeOffset?>(
                "select max(started_at) from billing.reconciliations where finished_at is not null and differences = 0"),
            cancellationToken);
        return new ReconciliationWindow(clean - Overlap);
    }
}

internal sealed class CountWorkHandler(ReadSide<BillingDbContext> read, TimeProvider clock) : IQueryHandler<CountWork, WaitingWork>
{
    // What failed and waits for its next try is not waited for: that may be in an hour.
    public async Task<Result<WaitingWork>> Handle(CountWork request, CancellationToken cancellationToken) => await read.Query(
        db => db.QuerySingleAsync<WaitingWork>(
            """
            select (count(*) filter (where due_at <= @now and (claimed_until is null or claimed_until <= @now)))::int as "Due",
                (count(*) filter (where claimed_until > @now))::int as "Taken"
            from billing.outbox_messages
            where dead_at is null
            """,
            new { now = clock.GetUtcNow() }),
        cancellationToken);
}
