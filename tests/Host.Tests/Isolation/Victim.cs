using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Isolation;

/// <summary>A contractor with one of everything, and what of it nobody else may see or move.</summary>
internal sealed class Victim(MarketProcesses market, SeededContractor account)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public SeededContractor Account => account;

    /// <summary>Ids by the name that addresses and form fields give them.</summary>
    public IReadOnlyDictionary<string, string> Ids => _ids;

    /// <summary>Words that stand in this contractor's own data and nowhere else.</summary>
    public List<string> Secrets { get; } = [account.Email, account.Id];

    public void Owns(string name, string id)
    {
        _ids[name] = id;
        Secrets.Add(id);
    }

    /// <summary>As <see cref="Owns"/>, of what everybody may see.</summary>
    public void MayBeSeen(string name, string id) => _ids[name] = id;

    /// <summary>Every row that is this contractor's, in every schema, told by its hash: the same before and after means untouched.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Rows()
    {
        await using var connection = new NpgsqlConnection(market.Database.AdminConnectionString);
        var tables = await connection.QueryAsync<(string Table, string Column)>("""
            select format('%I.%I', table_schema, table_name), min(column_name)
            from information_schema.columns
            where table_schema in ('purchasing', 'billing', 'coupons', 'notifications', 'leads', 'host')
                and (column_name in ('contractor_id', 'user_id') or (column_name = 'id' and table_name in ('contractors', 'users')))
            group by 1 order by 1
            """);
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, column) in tables)
            rows[table] = (await connection.ExecuteScalarAsync<string>(
                $"select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t where {column}::text = @id", new { id = account.Id }))!;
        return rows;
    }
}
