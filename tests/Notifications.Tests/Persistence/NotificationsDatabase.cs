using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Infrastructure.Persistence;
using LeadMarket.Notifications.Infrastructure.Resend;
using LeadMarket.Notifications.Infrastructure.Twilio;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Notifications.Tests.Persistence;

/// <summary>The module on a real database, with a vendor that follows a script.</summary>
public sealed class NotificationsDatabase : IAsyncLifetime
{
    public const string Name = "notifications database";

    private TestDatabase? _database;
    private ServiceProvider? _services;

    internal MovableClock Clock { get; } = new();

    internal ScriptedVendor Vendor { get; private set; } = new();

    internal ScriptedVendor TextVendor { get; private set; } = new();

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("notifications");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = _database.ConnectionString,
            ["Database:AdminConnectionString"] = _database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
            ["Resend:BaseUrl"] = "https://vendor.example",
            ["Resend:ApiKey"] = "re_test",
            ["Resend:From"] = "Boréwatt <bonjour@example.ca>",
            ["Twilio:AccountSid"] = Samples.TwilioAccount,
            ["Twilio:KeySid"] = "SK1",
            ["Twilio:KeySecret"] = "secret",
            ["Twilio:From"] = Samples.OurNumber,
            ["Site:PublicUrl"] = Samples.Site.AbsoluteUri,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Samples.Market);
        services.AddSharedInfrastructure().AddNotifications(configuration);
        services.AddSingleton<DatabaseMigrator>();
        services.AddTransient<IMailProvider>(_ => new ResendClient(
            new HttpClient(Vendor, disposeHandler: false) { BaseAddress = new Uri("https://vendor.example/") }, Clock));
        services.AddTransient<ITextProvider>(_ => new TwilioMessages(
            new HttpClient(TextVendor, disposeHandler: false) { BaseAddress = new Uri("https://vendor.example/") }, Clock));
        _services = services.BuildServiceProvider(validateScopes: true);
        await Migrate();
    }

    internal Task Migrate() => _services!.GetRequiredService<DatabaseMigrator>().Migrate(sandbox: false, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>An empty log, a vendor that has been told nothing, and the time it was.</summary>
    internal async Task StartAfresh()
    {
        Clock.Reset();
        Vendor = new ScriptedVendor();
        TextVendor = new ScriptedVendor();
        await AsSuperuser("truncate notifications.messages, notifications.mail_hold, notifications.erased_leads, notifications.preferences, notifications.text_stops, notifications.unsubscribe_links");
    }

    internal async Task<Result> Send(IRequest<Result> request, Actor? actor)
    {
        await using var scope = _services!.CreateAsyncScope();
        if (actor is not null) scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    internal async Task<Result<T>> Ask<T>(IRequest<Result<T>> request, Actor actor)
    {
        await using var scope = _services!.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Runs a reaction in a transaction of the system's, as a delivery does.</summary>
    internal async Task Deliver<TEvent>(TEvent integrationEvent, Type reaction)
        where TEvent : IIntegrationEvent
    {
        await using var scope = _services!.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlAsync($"select set_config('app.actor', 'system', true)");
        await ((IReaction<TEvent>)scope.ServiceProvider.GetRequiredService(reaction)).Handle(integrationEvent, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>One statement as the module's own role, for an actor; returns the rows it touched or counted.</summary>
    internal Task<long> As(string actor, string sql) => As(new Actor(actor), sql);

    internal async Task<long> As(Actor actor, string sql)
    {
        await using var connection = await _services!.GetRequiredKeyedService<NpgsqlDataSource>(typeof(NotificationsDbContext)).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "select set_config('app.actor', @Kind, true), set_config('app.actor_id', @Id, true)",
            new { actor.Kind, Id = actor.Id?.ToString() ?? "" }, transaction);
        var rows = sql.StartsWith("select", StringComparison.Ordinal)
            ? await connection.ExecuteScalarAsync<long>(sql, transaction: transaction)
            : await connection.ExecuteAsync(sql, transaction: transaction);
        await transaction.CommitAsync();
        return rows;
    }

    internal async Task<LoggedMessage> OnlyMessage()
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        return await connection.QuerySingleAsync<LoggedMessage>("""
            select id, dedupe_key as dedupekey, state, attempts, recipient, locale, subject, html, text, about, provider_id as providerid, error from notifications.messages
            """);
    }

    internal async Task<long> Count()
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        return await connection.ExecuteScalarAsync<long>("select count(*) from notifications.messages");
    }

    /// <summary>What messages say, as plain text, in the order they were written.</summary>
    internal async Task<IReadOnlyList<string>> Texts(string where)
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        return (await connection.QueryAsync<string>($"select text from notifications.messages where {where} order by created_at, id")).AsList();
    }

    internal async Task AsSuperuser(string sql)
    {
        await using var connection = new NpgsqlConnection(_database!.AdminConnectionString);
        await connection.ExecuteAsync(sql);
    }
}

/// <summary>One database for all classes that need one: migrating takes longer than testing.</summary>
[CollectionDefinition(NotificationsDatabase.Name)]
public sealed class NotificationsDatabaseCollection : ICollectionFixture<NotificationsDatabase>;

/// <summary>A line of the send log as the database has it.</summary>
internal sealed record LoggedMessage(
    Guid Id, string DedupeKey, string State, int Attempts, string Recipient, string Locale, string Subject, string Html, string Text, Guid? About, string? ProviderId, string? Error);
