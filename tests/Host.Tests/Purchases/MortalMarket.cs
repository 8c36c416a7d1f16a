using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>A market with two hosts on a PostgreSQL that is nobody else's.</summary>
public sealed class MortalMarket : FaultyMarket
{
    public OwnPostgres Postgres { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await using (Postgres) await base.DisposeAsync();
    }

    protected override async Task<MarketProcesses> Start()
    {
        Postgres = await OwnPostgres.Start();
        return await MarketProcesses.Start(new MarketSettings(Hosts: 2), Postgres);
    }
}

/// <summary>A market whose host reaches PostgreSQL through a pooler.</summary>
public sealed class PooledMarket : FaultyMarket
{
    public Pooler Pooler { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await using (Pooler) await base.DisposeAsync();
    }

    protected override async Task<MarketProcesses> Start()
    {
        Pooler = await Pooler.Start();
        return await MarketProcesses.Start(new MarketSettings(DatabasePort: Pooler.Port));
    }
}
