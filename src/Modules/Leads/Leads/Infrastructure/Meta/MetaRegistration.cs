using LeadMarket.Infrastructure.Http;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Conversions;
using LeadMarket.Leads.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Meta;

internal static class MetaRegistration
{
    /// <summary>Conversions. Without <c>Meta:PixelId</c> nothing is queued and nothing runs. Needs the market in the container and, with a
    /// pixel, <c>Site:PublicUrl</c>.</summary>
    public static IServiceCollection AddMeta(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(MetaOptions.Section);
        var on = section[nameof(MetaOptions.PixelId)] is { Length: > 0 };
        services.AddSingleton(new AdvertisingSettings(on));
        services.AddScoped<IConversions, ConversionRepository>();

        services.AddSingleton<IValidateOptions<MetaOptions>, MetaOptionsRules>();
        services.AddOptions<MetaOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton(provider => new MetaEvents(provider.GetRequiredService<Market>().Country, SiteOf(configuration)));
        services.AddVendorClient<MetaConversions>("meta", (provider, http) => Configure(http, provider.GetRequiredService<IOptions<MetaOptions>>().Value))
            // The factory's own logging writes whole addresses, and Meta's hold the token.
            .RemoveAllLoggers();
        services.AddTransient<IAdvertiser>(provider => provider.GetRequiredService<MetaConversions>());

        if (on) services.AddRecurring("leads.send-conversions", every: TimeSpan.FromSeconds(2), () => new SendDueConversions());
        return services;
    }

    internal static void Configure(HttpClient http, MetaOptions options)
    {
        http.BaseAddress = new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/");
        http.Timeout = MetaConversions.Timeout;
        http.DefaultRequestHeaders.UserAgent.Add(new("LeadMarket", "1.0"));
    }

    private static Uri SiteOf(IConfiguration configuration) => Uri.TryCreate(configuration["Site:PublicUrl"], UriKind.Absolute, out var site)
        ? site
        : throw new InvalidOperationException("Site:PublicUrl must be an absolute http(s) address.");
}
