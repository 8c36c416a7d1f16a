using Dapper;
using LeadMarket.Billing.Application.Balance;
using LeadMarket.Billing.Application.Reconciliation;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class FindLastMovementHandler(ReadSide<BillingDbContext> read) : IQueryHandler<FindLastMovement, LastMovement>
{
    public async Task<Result<LastMovement>> Handle(FindLastMovement request, CancellationToken cancellationToken) => new LastMovement(
        await read.Query(
            db => db.ExecuteScalarAsync<DateTimeOffset?>("select max(created_at) from billing.balance_transactions"), cancellationToken));
}

internal sealed class SumImportedHandler(ReadSide<BillingDbContext> read) : IQueryHandler<SumImported, ImportedBalance>
{
    public async Task<Result<ImportedBalance>> Handle(SumImported request, CancellationToken cancellationToken) => await read.Query(
        db => db.QuerySingleAsync<ImportedBalance>(
            """
            select coalesce(sum(net_cents), 0)::bigint as "Cents", count(*)::int as "Movements"
            from billing.balance_transactions where currency = @currency
            """,
            new { currency = request.Currency }),
        cancellationToken);
}
