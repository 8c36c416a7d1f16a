using System.Reflection;
using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Conversions;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Conversions;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Leads.Tests.PhoneCodes;

/// <summary>The module on a database of its own, with Twilio and Meta at the other end of its wires.</summary>
public sealed class VendorsDatabase : IAsyncLifetime
{
    private TestDatabase? _database;
    private ServiceProvider? _services;

    internal TwilioStandIn Twilio { get; } = new();

    internal MetaStandIn Meta { get; } = new();

    internal MovableClock Clock { get; } = new(Forms.Now);

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Not migrated yet.");

    private TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    /// <summary>A scope of its own, in which one actor sends one request.</summary>
    internal Task<TResponse> Send<TResponse>(Actor actor, IRequest<TResponse> request) => Send(Services, actor, request);

    /// <summary>Submits somebody's form; its lead waits for its telephone.</summary>
    internal async Task<(LeadId Lead, string Phone)> Submit(LeadForm? form = null, FormOrigin? origin = null)
    {
        var submitted = await Send(Actor.Anonymous, new SubmitLead(form ?? Forms.Somebody(), origin ?? Forms.FreshOrigin()));
        var lead = submitted.Value.Id;
        return (lead, await Truth<string>("select phone from leads.contacts where lead_id = @lead", new { lead = lead.Value }));
    }

    /// <summary>Delivers the event to the reaction that queues conversions, as the dispatcher does.</summary>
    internal Task Ready(LeadId lead) => Ready(Services, lead);

    /// <summary>As <see cref="Ready(LeadId)"/>, in a host that advertises with nobody; answers its recurring work.</summary>
    internal async Task<IReadOnlyList<string>> ReadyWithoutMeta(LeadId lead)
    {
        await using var services = Build(meta: false);
        await Ready(services, lead);
        return [.. services.GetServices<RecurringRequest>().Select(recurring => recurring.Name)];
    }

    internal IReadOnlyList<string> Recurring => [.. Services.GetServices<RecurringRequest>().Select(recurring => recurring.Name)];

    /// <summary>What the database really holds, whoever may see it.</summary>
    internal async Task<T> Truth<T>(string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        return (await connection.QuerySingleAsync<T>(sql, arguments))!;
    }

    internal async Task Change(string sql, object? arguments = null)
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        await connection.ExecuteAsync(sql, arguments);
    }

    /// <summary>How many rows of a table an actor sees, or touches.</summary>
    internal async Task<int> As(Actor? actor, string sql)
    {
        var role = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = "leadmarket_leads", Password = MarketSettings.RolePassword, Pooling = false };
        await using var connection = new NpgsqlConnection(role.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (actor is not null)
            await connection.ExecuteAsync("select set_config('app.actor', @Kind, true), set_config('app.actor_id', @Id, true)", new { actor.Kind, Id = actor.Id?.ToString() ?? "" });
        return sql.StartsWith("select", StringComparison.Ordinal) ? await connection.ExecuteScalarAsync<int>(sql) : await connection.ExecuteAsync(sql);
    }

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("leads_vendors");
        _services = Build(meta: true);
        await using var scope = _services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    private static async Task<TResponse> Send<TResponse>(ServiceProvider services, Actor actor, IRequest<TResponse> request)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private async Task Ready(ServiceProvider services, LeadId lead)
    {
        var subscription = services.GetServices<Subscription>().Single(subscription => subscription.Handler == typeof(QueueConversionWhenLeadReady));
        var deliver = typeof(Subscription).GetMethod("Deliver", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var delivery = (Task<Result>)deliver.Invoke(
            subscription, [services.GetRequiredService<IServiceScopeFactory>(), Guid.NewGuid(), new LeadReady(lead, Clock.Now), CancellationToken.None])!;
        (await delivery).IsFailure.ShouldBeFalse();
    }

    private ServiceProvider Build(bool meta)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = Database.ConnectionString,
            ["Database:AdminConnectionString"] = Database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
            ["Site:PublicUrl"] = "https://example.ca",
            ["Twilio:KeySid"] = "SK1",
            ["Twilio:KeySecret"] = "secret",
            ["Twilio:VerifyService"] = "VA1",
            ["Meta:PixelId"] = meta ? "1000000000000001" : null,
            ["Meta:AccessToken"] = meta ? MetaStandIn.Token : null,
            ["Receipts:SigningKeys:0"] = MarketSettings.ReceiptKey,
        }).Build();

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(TestMarket.Create() with { Intake = Intake.Default });
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSharedInfrastructure();
        services.AddLeads(configuration);
        services.AddHttpClient("twilio").ConfigurePrimaryHttpMessageHandler(() => Twilio);
        services.AddHttpClient("meta").ConfigurePrimaryHttpMessageHandler(() => Meta);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}

/// <summary>One database for the tests of both vendors, one after the other: the sender of conversions takes whatever is due.</summary>
[CollectionDefinition(Name)]
public sealed class WithVendors : ICollectionFixture<VendorsDatabase>
{
    public const string Name = "Vendors of Leads";
}
