using Dapper;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using Npgsql;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>Bought leads with all that their contractor sees of them.</summary>
internal static class MyLeadRows
{
    private const string Columns = $"{BoardRow.Columns}, {UnlockRow.Columns}, {WorkRow.Columns}, {ReturnRow.Columns}, {UpgradeRow.Columns}";

    /// <summary>Of the contractor <c>@contractor</c>. Whatever was paid once: also what was given back. Upgrades belong to the lead they made exclusive.</summary>
    public const string From = $"""
        from {UnlockRow.Tables}
        join purchasing.listings l on l.id = u.listing_id
        {WorkRow.Joins}
        {ReturnRow.Joins}
        {UpgradeRow.Joins}
        where u.contractor_id = @contractor and u.upgrades is null and u.paid_at is not null
        """;

    /// <param name="rest">Conditions, order and limit.</param>
    public static async Task<IReadOnlyList<MyLead>> Read(NpgsqlConnection db, string rest, object parameters, Market market, DateTimeOffset now)
    {
        var leads = await db.QueryAsync<BoardRow, UnlockRow, WorkRow, ReturnRow?, UpgradeRow?, MyLead>(
            $"select {Columns} {From} {rest}",
            (item, unlock, work, @return, upgrade) =>
                new MyLead(item.ToItem(), unlock.ToView(), work.ToView(market.Currency), @return?.ToView(now)) { Upgrade = upgrade?.ToView() },
            parameters, splitOn: "UnlockId,Progress,ReturnId,UpgradeId");
        return leads.AsList();
    }

    /// <summary>For lists that are sorted by when they were paid.</summary>
    public static PageEnd EndOf(MyLead lead) =>
        new((lead.Unlock.PaidAt!.Value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, lead.Unlock.Id.Value);
}
