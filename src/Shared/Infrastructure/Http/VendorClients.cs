using System.Diagnostics;
using LeadMarket.Infrastructure.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Infrastructure.Http;

/// <summary>Outbound HTTP to vendors.</summary>
public static class VendorClients
{
    /// <summary>Longest wait for one answer; the vendor's client sets a shorter one where a person waits.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(80);

    /// <summary>A typed client for one vendor: a span per call, no redirects followed, no cookies kept.</summary>
    public static IHttpClientBuilder AddVendorClient<TClient>(
        this IServiceCollection services, string vendor, Action<IServiceProvider, HttpClient> configure)
        where TClient : class =>
        services.AddHttpClient<TClient>(vendor)
            .ConfigureHttpClient((provider, http) =>
            {
                http.Timeout = Timeout;
                configure(provider, http);
            })
            // A redirected POST would lose its body or carry its key to another host.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .AddHttpMessageHandler(() => new VendorSpan(vendor));

    private sealed class VendorSpan(string vendor) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var activity = Tracing.Source.StartActivity($"{vendor} {request.Method} {request.RequestUri?.AbsolutePath}", ActivityKind.Client);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
