using LeadMarket.Billing;
using LeadMarket.Coupons;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Markets;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Pipeline;
using LeadMarket.Leads;
using LeadMarket.Notifications;
using LeadMarket.Purchasing;
using LeadMarket.Web.Api;
using LeadMarket.Web.Development;
using LeadMarket.Web.Health;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Live;
using LeadMarket.Web.Presentation;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace LeadMarket.Web.Hosting;

/// <summary>What the host is made of. The one list of modules.</summary>
public static class Composition
{
    /// <summary>A form or an API call is a few kilobytes; Stripe's events are under 256 KiB.</summary>
    private const long LargestBody = 1024 * 1024;

    public static void AddLeadMarket(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
        });

        services.AddSingleton(MarketReader.Load(Path.GetFullPath(
            configuration["Market:File"] ?? throw new InvalidOperationException("Market:File is missing: the path of a market file."))));
        builder.AddSandboxMode();
        services.AddSharedInfrastructure();
        services
            .AddLeads(configuration)
            .AddPurchasing(configuration)
            .AddBilling(configuration)
            .AddCoupons()
            .AddNotifications(configuration);
        services.AddScheduler();

        services.AddIdentity(configuration);
        services.AddSingleton(new HostSchema(HostDbContext.SchemaName, typeof(HostDbContext)));
        services.AddSingleton<DatabaseMigrator>();
        services.AddPages();
        services.AddLive();
        services.AddApi();
        services.AddRateLimits(configuration);
        services.AddHealth();
        services.AddTrustedProxies(configuration);
        AddTelemetry(services, configuration);
    }

    private static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is null) return;
        services.AddSingleton(Sdk.CreateTracerProviderBuilder()
            .AddSource(Tracing.SourceName)
            .AddSource("Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build());
        services.AddHostedService<KeepTelemetry>();
    }

    // Resolves the provider, so that it lives and is flushed with the host.
    private sealed class KeepTelemetry(TracerProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            provider.ForceFlush();
            return Task.CompletedTask;
        }
    }
}
