using Dapper;
using LeadMarket.Billing;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Coupons;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Market.Tests;

/// <summary>Purchasing, Billing and Coupons as the host composes them, on one PostgreSQL; Stripe and Leads are played. No dispatcher and
/// no scheduler runs: a test says what happens when, so that it happens again the same way.</summary>
public sealed partial class Modules : IAsyncLifetime
{
    private readonly FrailHost _frailty = new();
    private TestDatabase? _database;
    private NpgsqlDataSource? _superuser;
    private ServiceProvider? _services;

    internal Clock Clock { get; } = new();

    /// <summary>How often each request was answered how, over all tests.</summary>
    internal SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    internal int StepsTaken { get; set; }

    internal FakeStripe Stripe => Services.GetRequiredService<FakeStripe>();

    internal PlayedCards Cards => Services.GetRequiredService<PlayedCards>();

    internal FakeBanks Banks => Services.GetRequiredService<FakeBanks>();

    internal FrailHost Frailty => _frailty;

    /// <summary>Stripe answers, cards pay, refunds arrive.</summary>
    internal void StripeIsWell() => (Stripe.Line, Stripe.RefundsAre, Cards.Declines) = (Line.Up, RefundState.Succeeded, null);

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Not made yet.");

    /// <summary>One actor sends one request, in a scope of its own.</summary>
    /// <exception cref="HostDied">The host was told to die over it.</exception>
    public async Task<TResponse> Send<TResponse>(Actor actor, IRequest<TResponse> request)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>What the database really holds: superusers pass by row level security.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? arguments = null)
    {
        await using var connection = await _superuser!.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, arguments)).AsList();
    }

    /// <summary>Changes rows as the superuser.</summary>
    public async Task Execute(string sql, object arguments)
    {
        await using var connection = await _superuser!.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, arguments);
    }

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase("market_tests");
        // Asked tens of thousands of times: signing in each time, and planning the rules anew, would take longer than the steps.
        _superuser = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.AdminConnectionString) { Pooling = true, MaxAutoPrepare = 20 });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = _database.ConnectionString,
            ["Database:AdminConnectionString"] = _database.AdminConnectionString,
            ["Database:RolePassword"] = MarketSettings.RolePassword,
            ["Stripe:BaseUrl"] = "http://localhost:1",
            ["Stripe:SecretKey"] = "sk_test_market",
            ["Stripe:WebhookSecrets:0"] = "whsec_market",
        }).Build();
        await using (var migrating = Register(new ServiceCollection(), configuration).BuildServiceProvider())
        await using (var scope = migrating.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);

        var services = Register(new ServiceCollection(), configuration);
        // Outermost: a host dies between two steps of a process, before the one or after it.
        services.AddSingleton(_frailty);
        services.Insert(0, ServiceDescriptor.Scoped(typeof(IPipelineBehavior<,>), typeof(DyingBetweenSteps<,>)));
        PlayLeads(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_superuser is not null) await _superuser.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    private ServiceCollection Register(ServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Market);
        services.AddSharedInfrastructure();
        services.AddPurchasing();
        services.AddBilling(configuration);
        services.AddCoupons();
        StandIns.PlayStripe(services);
        return services;
    }

    /// <summary>Quebec's taxes on the services, plans and areas of Purchasing's tests.</summary>
    internal static Kernel.Markets.Market Market { get; } = Purchasing.Tests.TestMarket.Create() with { Taxes = Billing.Tests.TestMarket.Taxes, Returns = Returns() };

    // One reason that the evidence decides, and one that only a person, or time, can.
    private static ReturnRules Returns() => ReturnRules.None with
    {
        Reasons =
        [
            Reason("dead-phone", ReturnProof.Attempts) with { Attempts = 1, Days = 1, Outcomes = ["out-of-service"] },
            Reason("other", ReturnProof.Staff),
        ],
    };

    private static ReturnReason Reason(string key, ReturnProof proof)
    {
        var text = new LocalizedText(new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = key, ["en"] = key });
        return new ReturnReason(key, text, text, TimeSpan.FromDays(14), proof);
    }

    private static void PlayLeads(ServiceCollection services)
    {
        var leads = new OtherModules();
        foreach (var contract in typeof(OtherModules).GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            && type.GetGenericArguments()[0].Assembly == typeof(CloseLead).Assembly))
            services.AddSingleton(contract, leads);
        // Its commands run in a unit of work; played, they have no database of their own.
        services.AddSingleton(new Module("leads", typeof(PurchasingDbContext), typeof(OtherModules).Assembly, typeof(CloseLead).Assembly));
    }
}
