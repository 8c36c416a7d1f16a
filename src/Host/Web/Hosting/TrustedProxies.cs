using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace LeadMarket.Web.Hosting;

/// <summary>Proxies that may say who the visitor is. Configuration list <c>Proxies</c>, of IP addresses.</summary>
internal static class TrustedProxies
{
    // Only those named, besides loopback: whoever could send the header freely would choose their own rate limit.
    public static void AddTrustedProxies(this IServiceCollection services, IConfiguration configuration) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in configuration.GetSection("Proxies").Get<string[]>() ?? []) options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
}
