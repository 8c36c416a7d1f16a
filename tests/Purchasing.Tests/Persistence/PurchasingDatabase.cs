using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The module in its container, on a migrated database of its own; the modules it asks are played.</summary>
public sealed class PurchasingDatabase : IAsyncLifetime
{
    private TestDatabase? _database;
    private ServiceProvider? _services;

    internal TestClock Clock { get; } = new();

    internal OtherModules Others { get; } = new();

    /// <summary>The module's own role, over connections that nobody keeps.</summary>
    internal string RoleConnection => new NpgsqlConnectionStringBuilder(Database.ConnectionString)
    {
        Username = "leadmarket_purchasing",
        Password = MarketSettings.RolePassword,
        Pooling = false,
    }.ConnectionString;

    private TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    /// <summary>As the host does it: a scope of its own, in which one actor sends one request.</summary>
    public Task<TResponse> Send<TResponse>(Actor? actor, IRequest<TResponse> request) =>
        InScope(actor, scope => scope.GetRequiredService<IMediator>().Send(request));

    /// <summary>Runs something of the module's container, as an actor.</summary>
    public async Task<T> InScope<T>(Actor? actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services!.CreateAsyncScope();
        if (actor is not null) scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs SQL in the module's own role, as an actor or as nobody.</summary>
    public async Task<T> As<T>(Actor? actor, string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(RoleConnection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (actor is not null)
            await connection.ExecuteAsync("select set_config('app.actor', @Kind, true), set_config('app.actor_id', @Id, true)", new { actor.Kind, Id = actor.Id?.ToString() ?? "" });
        var answer = await connection.ExecuteScalarAsync<T>(sql, arguments);
        await transaction.CommitAsync();
        return answer!;
    }

    /// <summary>What the database really holds: superusers pass by row level security.</summary>
    public async Task<T> Truth<T>(string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, arguments))!;
    }

    /// <summary>Where anything tells who somebody is.</summary>
    public async Task<IReadOnlyList<string>> TracesOf(IEnumerable<string> texts, string phone)
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        await connection.OpenAsync();
        return await PersonalTraces.Find(connection, texts, phone);
    }

    /// <summary>Empties every table and sets the clock and the other modules back.</summary>
    public async Task StartAfresh()
    {
        Clock.Now = Samples.Noon;
        Others.StartAfresh();
        // Deleted, not truncated: new files for every table and index would take longer than most tests.
        await Truth<object>("""
            do $$
            declare filled text;
            begin
                perform set_config('session_replication_role', 'replica', true);
                for filled in select tablename from pg_tables where schemaname = 'purchasing' and tablename <> 'ef_migrations' loop
                    execute format('delete from purchasing.%I', filled);
                end loop;
            end $$
            """);
    }

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("purchasing_tests");
        await using (var migrating = Register().BuildServiceProvider())
        await using (var scope = migrating.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);

        var services = Register();
        Others.Register(services);
        // Commands of the others run in a unit of work; played, they have no database of their own.
        services.AddSingleton(new Module("leads", typeof(PurchasingDbContext), typeof(OtherModules).Assembly, typeof(CloseLead).Assembly));
        services.AddSingleton(new Module("billing", typeof(PurchasingDbContext), typeof(OtherModules).Assembly, typeof(ReportAudit).Assembly));
        services.AddSingleton(new Module("coupons", typeof(PurchasingDbContext), typeof(OtherModules).Assembly, typeof(ReserveCoupon).Assembly));
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    private ServiceCollection Register()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = Database.ConnectionString,
            ["Database:AdminConnectionString"] = Database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
        }).Build());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(TestMarket.Create());
        services.AddSharedInfrastructure();
        services.AddPurchasing();
        return services;
    }
}

/// <summary>One database for the whole project, emptied before each test: sweeps see what is there.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PurchasingDatabase>
{
    public const string Name = "PostgreSQL";
}
