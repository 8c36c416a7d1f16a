using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests;

/// <summary>Two hosts, one database, one Sandbox, all processes of their own; shared by the tests that leave it running.</summary>
public sealed class MarketFixture : IAsyncLifetime
{
    public MarketProcesses Market { get; private set; } = null!;

    public Ledger Ledger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Market = await MarketProcesses.Start(new MarketSettings(Hosts: 2));
        Ledger = new Ledger(Market.Database);
    }

    public async Task DisposeAsync()
    {
        await using (Market) await BooksAgree.Check(Market);
    }
}

[CollectionDefinition(Name)]
public sealed class SharedMarket : ICollectionFixture<MarketFixture>
{
    public const string Name = "one market with two hosts";
}
