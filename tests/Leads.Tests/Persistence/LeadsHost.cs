using System.Reflection;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.TestKit;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>The module in a container of its own, as in one host of several. No dispatcher runs: events stay to be looked at.</summary>
internal sealed class LeadsHost : IAsyncDisposable
{
    // What the dispatcher calls: the reaction in its unit of work, its inbox row committed with its effect.
    private static readonly MethodInfo DeliverMethod = typeof(Subscription).GetMethod("Deliver", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly ServiceProvider _services;

    public LeadsHost(TestDatabase database, Market market, TimeProvider clock)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(database)).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(market);
        services.AddSingleton(clock);
        services.AddSharedInfrastructure();
        services.AddLeads(configuration);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    /// <summary>As the host does it: a scope of its own, in which one actor sends one request.</summary>
    public async Task<TResponse> Send<TResponse>(Actor? actor, IRequest<TResponse> request)
    {
        await using var scope = Scope();
        if (actor is not null) scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Delivers an event to everything in the module that listens to it.</summary>
    public async Task Deliver(IIntegrationEvent integrationEvent, Guid? id = null)
    {
        var scopes = _services.GetRequiredService<IServiceScopeFactory>();
        foreach (var subscription in _services.GetServices<Subscription>().Where(subscription => subscription.EventType == integrationEvent.GetType()))
        {
            var delivery = (Task<Result>)DeliverMethod.Invoke(subscription, [scopes, id ?? Guid.NewGuid(), integrationEvent, CancellationToken.None])!;
            (await delivery).IsFailure.ShouldBeFalse(subscription.Handler.Name);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // No vendor answers here: whoever needs one stands it up.
    private static Dictionary<string, string?> Settings(TestDatabase database) => new(StringComparer.Ordinal)
    {
        ["Database:ConnectionString"] = database.ConnectionString,
        ["Database:AdminConnectionString"] = database.AdminConnectionString,
        ["Database:RolePassword"] = MarketSettings.RolePassword,
        ["Site:PublicUrl"] = "http://localhost:1",
        ["Twilio:VerifyUrl"] = "http://localhost:1",
        ["Twilio:KeySid"] = "SK0b5e6a7d9c",
        ["Twilio:KeySecret"] = "4d1c9a7e",
        ["Twilio:VerifyService"] = "VA00000000000000000000000000000000",
        ["Meta:BaseUrl"] = "http://localhost:1",
        ["Meta:PixelId"] = "1000000000000001",
        ["Meta:AccessToken"] = "EAA0b5e6a7d9c",
        ["Receipts:SigningKeys:0"] = MarketSettings.ReceiptKey,
    };
}
