using System.Text.Json;
using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>A migrated database of this project's own, and the module at work on it.</summary>
public sealed class LeadsDatabase : IAsyncLifetime
{
    private readonly MovableClock _clock = new(Forms.Now);
    private TestDatabase? _database;
    private LeadsHost? _host;

    private LeadsHost Host => _host ?? throw new InvalidOperationException("Not migrated yet.");

    private TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    public Task<TResponse> Send<TResponse>(Actor? actor, IRequest<TResponse> request) => Host.Send(actor, request);

    /// <summary>Delivers an event to everything in the module that listens to it.</summary>
    public Task Deliver(IIntegrationEvent integrationEvent, Guid? id = null) => Host.Deliver(integrationEvent, id);

    /// <summary>Another host on the same database, with connections of its own and perhaps another market.</summary>
    internal LeadsHost OpenHost(Market? market = null) => new(Database, market ?? TestMarket.Create(), _clock);

    /// <summary>Moves everybody's clock until disposed.</summary>
    internal IDisposable At(DateTimeOffset time)
    {
        _clock.Now = time;
        return new ClockMoved(_clock);
    }

    /// <summary>Submits a form and has its telephone vouched for: it waits to be judged.</summary>
    internal async Task<LeadId> SubmitReady(LeadForm form, FormOrigin? origin = null)
    {
        var lead = (await Send(Actor.Anonymous, new SubmitLead(form, origin ?? Forms.FreshOrigin()))).Value.Id;
        (await Send(Actor.Staff, new VouchForPhone(lead))).IsFailure.ShouldBeFalse();
        return lead;
    }

    /// <summary>Submits a form and judges it.</summary>
    internal async Task<LeadId> SubmitAndJudge(LeadForm form, FormOrigin? origin = null)
    {
        var lead = await SubmitReady(form, origin);
        await Deliver(new LeadReady(lead, _clock.Now));
        return lead;
    }

    internal Task<string> StatusOf(LeadId lead) => Truth<string>("select status from leads.leads where id = @lead", new { lead = lead.Value });

    /// <summary>The event of this name about a lead.</summary>
    internal async Task<TEvent> Published<TEvent>(LeadId lead)
        where TEvent : IIntegrationEvent
    {
        var name = EventCatalogue.NameOf(typeof(TEvent));
        var payload = await Truth<string>(
            "select payload::text from leads.outbox_messages where name = @name and payload ->> 'lead' = @lead", new { name, lead = lead.ToString() });
        return JsonSerializer.Deserialize<TEvent>(payload, EventJson.Options)!;
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
        _host = OpenHost();
        await using var scope = _host.Scope();
        await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    private sealed class ClockMoved(MovableClock clock) : IDisposable
    {
        public void Dispose() => clock.Now = Forms.Now;
    }
}

/// <summary>One database for the whole project: its tests look at their own leads and drafts only.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<LeadsDatabase>
{
    public const string Name = "PostgreSQL";
}
