using System.Reflection;
using LeadMarket.Architecture.Tests.Engine;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.TestKit;
using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeadMarket.Architecture.Tests.Host;

/// <summary>The product's own host, composed as in life but not listening, with a database that its migrator made.</summary>
public sealed class BuiltHost : IAsyncLifetime
{
    private TestDatabase? _database;
    private WebApplication? _app;

    public WebApplication App => _app ?? throw new InvalidOperationException("Not initialised.");

    public IServiceProvider Services => App.Services;

    /// <summary>As the superuser, whom no policy binds.</summary>
    public string Database => _database!.AdminConnectionString;

    /// <summary>The modules' assemblies, contracts included, as the host registered them.</summary>
    public IReadOnlyList<Assembly> ModuleAssemblies =>
        [.. Services.GetRequiredService<ModuleCatalogue>().All.SelectMany(module => new[] { module.Implementation, module.Contracts })];

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("architecture");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Sandbox mode maps the most endpoints: what holds for these holds for the fewer of production.
            EnvironmentName = Environments.Development,
            ApplicationName = typeof(Composition).Assembly.GetName().Name,
            ContentRootPath = Path.Combine(SolutionLayout.OfThisRepository.Root, "src", "Host", "Web"),
        });
        builder.Configuration.AddInMemoryCollection(Settings(_database));
        builder.AddLeadMarket();
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        _app = builder.Build();
        await _app.Services.GetRequiredService<DatabaseMigrator>().Migrate(sandbox: false, CancellationToken.None);
        _app.UseLeadMarket();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(TestDatabase database) => new(StringComparer.Ordinal)
    {
        ["Database:ConnectionString"] = database.ConnectionString,
        ["Database:AdminConnectionString"] = database.AdminConnectionString,
        ["Database:RolePassword"] = MarketSettings.RolePassword,
        ["DataProtection:Secret"] = new string('x', 32),
        ["Market:File"] = Repository.Market("quebec-energy"),

        // A build, unlike a published host, would map the framework's own fallback that watches files.
        ["ReloadStaticAssetsAtRuntime"] = "false",
        ["Sandbox:Url"] = "http://localhost:5081",
        ["Sandbox:Secret"] = MarketSettings.SandboxSecret,
        ["Site:PublicUrl"] = "http://localhost:5080",
        ["Stripe:BaseUrl"] = "http://localhost:5081",
        ["Stripe:SecretKey"] = "sk_test_architecture",
        ["Stripe:WebhookSecrets:0"] = MarketSettings.WebhookSecret,
        ["Twilio:KeySid"] = "SKarchitecture",
        ["Twilio:KeySecret"] = "architecture",
        ["Twilio:VerifyService"] = "VA00000000000000000000000000000000",
        ["Receipts:SigningKeys:0"] = MarketSettings.ReceiptKey,
        ["Resend:BaseUrl"] = "http://localhost:5081",
        ["Resend:ApiKey"] = "re_architecture",
        ["Resend:From"] = "leadmarket@example.com",
    };
}

[CollectionDefinition(Name)]
public sealed class BuiltHostCollection : ICollectionFixture<BuiltHost>
{
    public const string Name = "The product's host and database";
}
