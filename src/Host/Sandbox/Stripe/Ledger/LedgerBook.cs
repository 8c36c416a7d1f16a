using LeadMarket.Sandbox.Clock;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <summary>Opens the books for work that no API call asked for: payments on the page and sessions that come to their end.</summary>
internal sealed class LedgerBook(NpgsqlDataSource database, SandboxClock clock)
{
    public async Task<T> Write<T>(Func<StripeLedger, Task<T>> work)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var result = await work(new StripeLedger(transaction, clock.GetUtcNow(), requestId: null, idempotencyKey: null));
        await transaction.CommitAsync();
        return result;
    }

    public Task<IReadOnlyList<StripeObject>> Latest(string kind, int most) => Write(ledger => ledger.Query("""
        select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
        where kind = @kind order by seq desc limit @most
        """, new { kind, most }));
}
