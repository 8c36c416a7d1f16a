using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Coupons.Tests.Persistence;

/// <summary>The module in its container, on a migrated database of its own.</summary>
public sealed class CouponsDatabase : IAsyncLifetime
{
    private TestDatabase? _database;
    private ServiceProvider? _services;

    internal TestClock Clock { get; } = new();

    private TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    /// <summary>As the host does it: a scope of its own, in which one actor sends one request.</summary>
    public async Task<TResponse> Send<TResponse>(Actor? actor, IRequest<TResponse> request)
    {
        await using var scope = _services!.CreateAsyncScope();
        if (actor is not null) scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Runs SQL in the module's own role, as an actor or as nobody.</summary>
    public async Task<T> As<T>(Actor? actor, string sql, object? arguments = null)
    {
        var role = new NpgsqlConnectionStringBuilder(Database.ConnectionString)
        {
            Username = "leadmarket_coupons",
            Password = MarketSettings.RolePassword,
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(role.ConnectionString);
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
        return (await connection.QuerySingleAsync<T>(sql, arguments))!;
    }

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("coupons_tests");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = Database.ConnectionString,
            ["Database:AdminConnectionString"] = Database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
        }).Build());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSharedInfrastructure();
        services.AddCoupons();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        await using var scope = _services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}

/// <summary>One database for the whole project: each test makes its own code.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<CouponsDatabase>
{
    public const string Name = "PostgreSQL";
}
