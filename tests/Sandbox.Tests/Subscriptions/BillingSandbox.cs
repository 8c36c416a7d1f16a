namespace LeadMarket.Sandbox.Tests.Subscriptions;

/// <summary>One running Sandbox for a class: each test opens a shop of its own, and moves the clock forward only.</summary>
public sealed class BillingSandbox : IAsyncLifetime
{
    private readonly SandboxDatabaseFixture _database = new();
    private RunningSandbox? _sandbox;

    internal RunningSandbox Sandbox => _sandbox ?? throw new InvalidOperationException("The Sandbox was not started.");

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _sandbox = await RunningSandbox.Start(_database);
    }

    public async Task DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
        await _database.DisposeAsync();
    }
}
