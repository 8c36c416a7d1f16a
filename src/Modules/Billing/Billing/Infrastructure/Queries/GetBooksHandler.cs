using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using MediatR;
using Npgsql;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetBooksHandler(ReadSide<BillingDbContext> read, IMediator billing) : IQueryHandler<GetBooks, BooksView>
{
    private const string Balances = """
        select l.account as "Account", sum(l.cents)::bigint as "Cents", e.currency as "Currency"
        from billing.ledger_lines l
        join billing.ledger_entries e on e.id = l.entry_id
        group by l.account, e.currency
        order by l.account, e.currency
        """;

    private const string Standing = """
        select id as "Id", kind as "Kind", subject as "Subject", detail as "Detail", raised_at as "RaisedAt", purchase_id as "Purchase"
        from billing.alarms
        where cleared_at is null
        order by raised_at desc, id desc
        """;

    private sealed record Balance(string Account, long Cents, string Currency);

    private sealed record Check(DateTimeOffset At, long Entries, string Faults);

    private sealed record Alarm(Guid Id, string Kind, string Subject, string Detail, DateTimeOffset RaisedAt, Guid? Purchase);

    public async Task<Result<BooksView>> Handle(GetBooks request, CancellationToken cancellationToken)
    {
        var (view, run) = await read.Query(
            async db => (await Read(db), await db.QuerySingleOrDefaultAsync<Guid?>("select id from billing.reconciliations order by started_at desc limit 1")),
            cancellationToken);
        if (run is not { } last) return view;

        var report = await billing.Send(new GetReconciliation(last), cancellationToken);
        return report.IsFailure ? report.Error : view with { LastReconciliation = report.Value };
    }

    private static async Task<BooksView> Read(NpgsqlConnection db)
    {
        var balances = await db.QueryAsync<Balance>(Balances);
        var check = await db.QuerySingleOrDefaultAsync<Check>(
            "select checked_at as \"At\", entries as \"Entries\", faults::text as \"Faults\" from billing.ledger_checks order by checked_at desc, id desc limit 1");
        var alarms = await db.QueryAsync<Alarm>(Standing);
        return new BooksView(
            [.. balances.Select(row => new AccountBalance(row.Account, new Money(row.Cents, row.Currency)))],
            check is null ? null : new LedgerCheckView(check.At, check.Entries, JsonSerializer.Deserialize<string[]>(check.Faults, EventJson.Options)!),
            LastReconciliation: null,
            [.. alarms.Select(row => new AlarmView(
                row.Id, row.Kind, row.Subject, row.Detail, row.RaisedAt, row.Purchase is { } purchase ? new PurchaseId(purchase) : null))]);
    }
}
