using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Reconciliation;
using LeadMarket.Billing.Tests.Subscriptions;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>The module on a migrated database of its own, with Stripe played behind the port. No dispatcher runs: a test
/// delivers what is in the outbox itself.</summary>
public sealed class BillingDatabase : IAsyncLifetime
{
    // Roles belong to the whole server, where other test projects migrate at the same time: one lock for all of them.
    private const string RolesLock = "select pg_advisory_lock(hashtextextended('leadmarket roles', 0))";
    private TestDatabase? _database;
    private ServiceProvider? _services;

    internal TestClock Clock { get; } = new();

    internal ServiceProvider Services => Instead ?? _services ?? throw new InvalidOperationException("Not migrated yet.");

    /// <summary>Another host on the same database, while a test uses one.</summary>
    internal ServiceProvider? Instead { get; set; }

    /// <summary>The host that asks Stripe over the wire, once a test has needed it.</summary>
    internal ServiceProvider? OnTheWire { get; set; }

    internal FakeStripe Stripe => Services.GetRequiredService<FakeStripe>();

    internal LedgerFaults Faults => Services.GetRequiredService<LedgerFaults>();

    internal IConfiguration Configuration { get; private set; } = null!;

    /// <summary>As the host does it: a scope of its own, in which one actor sends one request.</summary>
    public async Task<TResponse> Send<TResponse>(Actor? actor, IRequest<TResponse> request)
    {
        await using var scope = Services.CreateAsyncScope();
        if (actor is not null) scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Delivers Billing's own events, and those they lead to, each this many times.</summary>
    public async Task Deliver(int times = 1)
    {
        while (await TakeOwnEvents() is { Count: > 0 } due)
        {
            foreach (var integrationEvent in due)
            {
                for (var i = 0; i < times; i++) (await React(integrationEvent)).IsFailure.ShouldBeFalse();
            }
        }
    }

    /// <summary>Runs SQL in the module's own role, as an actor or as nobody.</summary>
    public async Task<T> As<T>(Actor? actor, Func<NpgsqlConnection, Task<T>> work)
    {
        var role = new NpgsqlConnectionStringBuilder(_database!.ConnectionString) { Username = "leadmarket_billing", Password = MarketSettings.RolePassword, Pooling = false };
        await using var connection = new NpgsqlConnection(role.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (actor is not null)
            await connection.ExecuteAsync("select set_config('app.actor', @Kind, true), set_config('app.actor_id', @Id, true)", new { actor.Kind, Id = actor.Id?.ToString() ?? "" });
        var answer = await work(connection);
        await transaction.CommitAsync();
        return answer;
    }

    /// <summary>What the database really holds, whoever may see it: superusers pass by row level security.</summary>
    public async Task<T> Truth<T>(string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        return (await connection.QuerySingleAsync<T>(sql, arguments))!;
    }

    /// <summary>Many rows of what the database really holds.</summary>
    public async Task<IReadOnlyList<T>> All<T>(string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        return (await connection.QueryAsync<T>(sql, arguments)).AsList();
    }

    /// <summary>Writes past every trigger and policy, as somebody with the keys of the server could.</summary>
    public async Task Tamper(string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("set local session_replication_role = replica");
        await connection.ExecuteAsync(sql, arguments);
        await transaction.CommitAsync();
    }

    /// <summary>How often an event about a purchase was published.</summary>
    public Task<long> Published(string name, PurchaseId purchase) => Truth<long>(
        "select count(*) from billing.outbox_messages where name = @name and payload ->> 'purchase' = @id", new { name, id = purchase.ToString() });

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("billing_tests");
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = _database.ConnectionString,
            ["Database:AdminConnectionString"] = _database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
            ["Stripe:BaseUrl"] = "http://localhost:1",
            ["Stripe:SecretKey"] = "sk_test_billing",
            ["Stripe:WebhookSecrets:0"] = "whsec_billing",
            ["Stripe:WebhookSecrets:1"] = "whsec_next",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Configuration);
        Register(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

        await using var server = new NpgsqlConnection(await PostgresServer.AdminConnectionString());
        await server.OpenAsync();
        await server.ExecuteAsync(RolesLock);
        await using var scope = _services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);
        await server.ExecuteAsync($"alter role leadmarket_billing password '{MarketSettings.RolePassword}'");
        await server.ExecuteAsync("select pg_advisory_unlock_all()");
    }

    public async Task DisposeAsync()
    {
        if (OnTheWire is not null) await OnTheWire.DisposeAsync();
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    internal void Register(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(TestMarket.Create());
        services.AddSharedInfrastructure();
        services.AddBilling(Configuration);
        services.AddSingleton<LedgerFaults>();
        services.AddScoped<ILedger>(provider => new FaultyLedger(
            ActivatorUtilities.CreateInstance<LeadMarket.Billing.Infrastructure.Persistence.Ledger>(provider), provider.GetRequiredService<LedgerFaults>()));
        services.AddSingleton<FakeStripe>();
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<FakeStripe>());
        services.AddSingleton<FakeBanks>();
        services.AddSingleton<IDisputeGateway>(provider => provider.GetRequiredService<FakeBanks>());
        services.AddSingleton<PlayedBooks>();
        services.AddSingleton<IBooksGateway>(provider => provider.GetRequiredService<PlayedBooks>());
        services.AddSingleton<IBalanceGateway>(provider => provider.GetRequiredService<PlayedBooks>());
        services.AddSingleton<LittleStripe>();
        services.AddSingleton<ISubscriptionGateway>(provider => provider.GetRequiredService<LittleStripe>());
        services.AddSingleton<ICatalogueGateway>(provider => provider.GetRequiredService<LittleStripe>());
    }

    private async Task<Result> React(IIntegrationEvent integrationEvent)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
        var subscription = Services.GetServices<Subscription>().Single(subscription => subscription.EventType == integrationEvent.GetType());
        var handler = scope.ServiceProvider.GetRequiredService(subscription.Handler);
        return await Invoke(handler, integrationEvent);
    }

    private static Task<Result> Invoke(object handler, IIntegrationEvent integrationEvent) =>
        (Task<Result>)handler.GetType().GetMethod("Handle")!.Invoke(handler, [integrationEvent, CancellationToken.None])!;

    private async Task<List<IIntegrationEvent>> TakeOwnEvents()
    {
        var catalogue = Services.GetRequiredService<EventCatalogue>();
        var own = catalogue.Types.Where(type => type.Assembly == typeof(BillingModule).Assembly).Select(EventCatalogue.NameOf).ToArray();
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        var rows = await connection.QueryAsync<(string Name, string Payload)>(
            "delete from billing.outbox_messages where name = any(@own) returning name, payload::text", new { own });
        return [.. rows.Select(row => (IIntegrationEvent)JsonSerializer.Deserialize(row.Payload, catalogue.Find(row.Name)!, EventJson.Options)!)];
    }
}

/// <summary>One database for the whole project: its tests look at their own purchases only.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<BillingDatabase>
{
    public const string Name = "PostgreSQL";
}

/// <summary>Another, for tests that look at the books as a whole: there, everything that happens is booked.</summary>
[CollectionDefinition(Name)]
public sealed class WholeBooks : ICollectionFixture<BillingDatabase>
{
    public const string Name = "Whole books";
}
