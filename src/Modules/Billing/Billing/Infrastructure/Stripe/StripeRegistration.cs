using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;
using LeadMarket.Infrastructure.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Infrastructure.Stripe;

internal static class StripeRegistration
{
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<StripeOptions>>(new StripeOptionsRules(configuration));
        services.AddOptions<StripeOptions>().Bind(configuration.GetSection(StripeOptions.Section)).ValidateOnStart();
        services.AddSingleton<IWebhookReader, StripeWebhookReader>();
        services.AddSingleton<StripeWatch>();
        services.AddScoped<IPaymentGateway, StripeGateway>();
        services.AddScoped<ICardGateway, StripeCardGateway>();
        services.AddScoped<IDisputeGateway, StripeDisputeGateway>();
        services.AddScoped<IBalanceGateway, StripeBalanceGateway>();
        services.AddScoped<IBooksGateway, StripeBooksGateway>();
        services.AddScoped<ICatalogueGateway, StripeCatalogueGateway>();
        services.AddScoped<ISubscriptionGateway, StripeSubscriptionGateway>();
        services.AddVendorClient<StripeClient>("stripe", (provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
            http.BaseAddress = options.BaseUrl;
            http.DefaultRequestHeaders.Authorization = new("Bearer", options.SecretKey);
            http.DefaultRequestHeaders.Add("Stripe-Version", StripeClient.Version);
        });
        return services;
    }
}
