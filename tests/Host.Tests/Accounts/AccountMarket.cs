using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>A market whose clock these tests may move: a code is good for half a minute, a link for an hour.</summary>
public sealed class AccountMarket : IAsyncLifetime
{
    public MarketProcesses Market { get; private set; } = null!;

    public async Task InitializeAsync() => Market = await MarketProcesses.Start();

    public async Task DisposeAsync()
    {
        await using (Market) await BooksAgree.Check(Market);
    }

    /// <summary>Somebody new, with an account that covers everything.</summary>
    public async Task<AccountOwner> NewOwner() => new(Market, (await Market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0]);
}

[CollectionDefinition(Name)]
public sealed class OneAccountMarket : ICollectionFixture<AccountMarket>
{
    public const string Name = "one market for accounts";
}
