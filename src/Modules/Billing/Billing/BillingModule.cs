using LeadMarket.Billing.Api;
using LeadMarket.Billing.Application.Balance;
using LeadMarket.Billing.Application.Catalogue;
using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Application.Plans;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Application.Reconciliation;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Application.Subscriptions.Bills;
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
        services.AddScoped<IBalanceTransactions, BalanceTransactions>();
        services.AddScoped<IReconciliations, Reconciliations>();
        services.AddScoped<StripeBooksReader>();
        services.AddScoped<IDocuments, Documents>();
        services.AddScoped<ILedger, Ledger>();
        services.AddScoped<IAlarms, Alarms>();
        services.AddScoped<ICreditHolds, CreditHolds>();
        services.AddScoped<SaleBook>();
        services.AddScoped<IRefunds, Refunds>();
        services.AddScoped<IDisputes, Disputes>();
        services.AddScoped<RefundBook>();
        services.AddScoped<ISubscriptions, SubscriptionStore>();
        services.AddScoped<IPlanBills, PlanBills>();
        services.AddScoped<ICatalogue, CatalogueStore>();
        services.AddScoped<ICards, Cards>();
        services.AddScoped<IToldPlans, ToldPlans>();
        services.AddScoped<PlanTelling>();
        services.AddScoped<BillBooks>();
        services.AddStripe(configuration);
        services.AddRecurring("billing.sync-catalogue", TimeSpan.FromSeconds(10), () => new SyncCatalogue());
        services.AddRecurring("billing.resume-subscriptions", TimeSpan.FromSeconds(5), () => new ResumeSubscriptions());
        services.AddRecurring("billing.end-grace", TimeSpan.FromSeconds(30), () => new EndGrace());
        services.AddRecurring("billing.resume-openings", TimeSpan.FromSeconds(5), () => new ResumeOpenings());
        services.AddRecurring("billing.check-ledger", TimeSpan.FromHours(1), () => new CheckLedger());
        services.AddRecurring("billing.book-unbooked", TimeSpan.FromMinutes(5), () => new BookUnbooked());
        services.AddRecurring("billing.resume-refunds", TimeSpan.FromSeconds(15), () => new ResumeRefunds());
        services.AddRecurring("billing.recover-events", TimeSpan.FromSeconds(60), () => new RecoverEvents());
        services.AddRecurring("billing.import-balance", TimeSpan.FromMinutes(10), () => new ImportBalance());
        return services;
    }

    /// <summary>Stripe's webhook, at <c>POST /webhooks/stripe</c>.</summary>
    public static IEndpointRouteBuilder MapBilling(this IEndpointRouteBuilder endpoints)
    {
        StripeWebhook.Map(endpoints);
        return endpoints;
    }
}
