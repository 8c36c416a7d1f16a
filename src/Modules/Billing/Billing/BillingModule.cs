using LeadMarket.Billing.Api;
using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Billing.Infrastructure.Stripe;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing;

/// <summary>Plans, quotes, Stripe checkouts, payments and refunds. Reads the <c>Stripe</c> section of the configuration.</summary>
public static class BillingModule
{
    public static IServiceCollection AddBilling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModule<BillingDbContext>(BillingDbContext.SchemaName, typeof(BillingModule).Assembly, typeof(OpenCheckout).Assembly);
        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<ICheckouts, Checkouts>();
        services.AddScoped<IPayments, Payments>();
        services.AddScoped<IStripeEvents, StripeEvents>();
        services.AddStripe(configuration);
        services.AddRecurring("billing.resume-openings", TimeSpan.FromSeconds(5), () => new ResumeOpenings());
        services.AddRecurring("billing.recover-events", TimeSpan.FromSeconds(60), () => new RecoverEvents());
        return services;
    }

    /// <summary>Stripe's webhook, at <c>POST /webhooks/stripe</c>.</summary>
    public static IEndpointRouteBuilder MapBilling(this IEndpointRouteBuilder endpoints)
    {
        StripeWebhook.Map(endpoints);
        return endpoints;
    }
}
