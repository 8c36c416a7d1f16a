using LeadMarket.Sandbox.Tests.Twilio;

namespace LeadMarket.Sandbox.Tests;

/// <summary>One running Sandbox for all tests of a class: a start costs most of a second, and most tests keep to ids of their own.</summary>
public sealed class SharedSandbox : IAsyncLifetime
{
    private RunningSandbox? _sandbox;

    public SandboxDatabaseFixture Database { get; } = new();

    internal RunningSandbox Sandbox => _sandbox ?? throw new InvalidOperationException("The Sandbox was not started.");

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        _sandbox = await RunningSandbox.Start(Database, settings: new Dictionary<string, string?> { ["Twilio:AuthToken"] = TwilioListener.AuthToken });
        _sandbox.SignIn();
    }

    public async Task DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
        await Database.DisposeAsync();
    }
}
