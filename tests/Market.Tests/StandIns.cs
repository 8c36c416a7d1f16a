using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Billing.Tests.Reconciliation;
using LeadMarket.Billing.Tests.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Market.Tests;

/// <summary>Stripe behind Billing's ports, as Billing's own tests play it.</summary>
internal static class StandIns
{
    public static void PlayStripe(IServiceCollection services)
    {
        services.AddSingleton<FakeStripe>();
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<FakeStripe>());
        services.AddSingleton<PlayedCards>();
        services.AddSingleton<ICardGateway>(provider => provider.GetRequiredService<PlayedCards>());
        services.AddSingleton<FakeBanks>();
        services.AddSingleton<IDisputeGateway>(provider => provider.GetRequiredService<FakeBanks>());
        services.AddSingleton<PlayedBooks>();
        services.AddSingleton<IBooksGateway>(provider => provider.GetRequiredService<PlayedBooks>());
        services.AddSingleton<IBalanceGateway>(provider => provider.GetRequiredService<PlayedBooks>());
        services.AddSingleton<LittleStripe>();
        services.AddSingleton<ISubscriptionGateway>(provider => provider.GetRequiredService<LittleStripe>());
        services.AddSingleton<ICatalogueGateway>(provider => provider.GetRequiredService<LittleStripe>());
    }
}
