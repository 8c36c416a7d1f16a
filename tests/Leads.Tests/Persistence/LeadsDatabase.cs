using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>The module in its container, on a migrated database of its own. No dispatcher runs: events stay to be looked at.</summary>
public sealed class LeadsDatabase : IAsyncLifetime
{
    private TestDatabase? _database;
    private ServiceProvider? _services;

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Not migrated yet.");

    private TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    /// <summary>As the host does it: a scope of its own, in which one actor sends one request.</summary>
    public async Task<TResponse> Send<TResponse>(Actor? actor, IRequest<TResponse> request)
    {
        await using var scope = Services.CreateAsyncScope();
        if (actor is not null) scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Runs SQL in the module's own role, as an actor or as nobody.</summary>
    public async Task<T> As<T>(Actor? actor, Func<NpgsqlConnection, Task<T>> work)
    {
        var role = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = "leadmarket_leads", Password = MarketSettings.RolePassword, Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(role);
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
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        return (await connection.QuerySingleAsync<T>(sql, arguments))!;
    }

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("leads_tests");
        _services = Build();
        await using var scope = _services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = Database.ConnectionString,
            ["Database:AdminConnectionString"] = Database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
        }).Build();

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(TestMarket.Create());
        services.AddSingleton<TimeProvider>(new StoppedClock(Forms.Now));
        services.AddSharedInfrastructure();
        services.AddLeads(configuration);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}

/// <summary>One database for the whole project: its tests look at their own leads and drafts only.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<LeadsDatabase>
{
    public const string Name = "PostgreSQL";
}
