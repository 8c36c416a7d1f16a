using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests;

/// <summary>What the market's tables say, read by the superuser, from whom row security hides nothing.</summary>
public sealed class Ledger(TestDatabase database)
{
    public sealed record UnlockRow(Guid Id, string State, int Slot, Guid ContractorId);

    public Task<IReadOnlyList<UnlockRow>> Unlocks(string listing) => Rows<UnlockRow>(
        """select id as "Id", state as "State", slot as "Slot", contractor_id as "ContractorId" from purchasing.unlocks where listing_id = @id order by reserved_at""",
        new { id = Guid.Parse(listing) });

    /// <summary>How many slots of a listing are held or sold.</summary>
    public Task<int> SlotsTaken(string listing) => Value<int>(
        "select bit_count(slots::bit(3))::int from purchasing.listings where id = @id", new { id = Guid.Parse(listing) });

    public Task<int> CouponUses(string code) => Value<int>("select used from coupons.coupons where code = @code", new { code });

    /// <summary>Deadlocks that PostgreSQL has counted in this database.</summary>
    public Task<long> Deadlocks() => Value<long>("select deadlocks from pg_stat_database where datname = current_database()");

    public Task<IReadOnlyList<string>> PaymentsOf(Guid purchase) => Rows<string>(
        "select payment_intent from billing.payments where purchase_id = @purchase and accepted", new { purchase });

    public async Task<T> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }
}
