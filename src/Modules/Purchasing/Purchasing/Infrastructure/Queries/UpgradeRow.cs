using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>A paid upgrade of a lead, as SQL yields it.</summary>
internal sealed record UpgradeRow(Guid UpgradeId, string UpgradeState, string UpgradeCharge)
{
    /// <summary>Begins with the id: a lead without an upgrade has none.</summary>
    public const string Columns = """
        upgrade.id as "UpgradeId", upgrade.state as "UpgradeState", upgrade.charge::text as "UpgradeCharge"
        """;

    /// <summary>Of an unlock called <c>u</c>. Uses unlocks_upgrades. One that went back can have been bought again.</summary>
    public const string Joins = """
        left join lateral (
            select e.id, e.state, e.charge from purchasing.unlocks e
            where e.upgrades = u.id and e.paid_at is not null
            order by e.paid_at desc, e.id desc limit 1) upgrade on true
        """;

    public LeadUpgrade ToView() => new(new UnlockId(UpgradeId), UpgradeState, JsonSerializer.Deserialize<Charge>(UpgradeCharge, EventJson.Options)!);
}
