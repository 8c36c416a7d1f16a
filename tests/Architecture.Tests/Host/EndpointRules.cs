using LeadMarket.Architecture.Tests.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Architecture.Tests.Host;

/// <summary>An endpoint by the name it has on the list: a page's path in the sources, or a route.</summary>
public sealed record NamedEndpoint(string Name, EndpointMetadataCollection Metadata)
{
    public override string ToString() => Name;
}

/// <summary>Rule 17: nobody reaches anything that nobody decided they may.</summary>
public static class EndpointRules
{
    public static Rule<IReadOnlyList<NamedEndpoint>> EndpointsNameAPolicy { get; } = Rule.Over<IReadOnlyList<NamedEndpoint>, NamedEndpoint>(
        "17. Every endpoint names an authorization policy or stands on the anonymous list",
        "RequireAuthorization or [Authorize] with a policy's name; or [AllowAnonymous] and a reason in AnonymousEndpoints",
        endpoints => endpoints,
        (endpoint, _) =>
        {
            var listed = AnonymousEndpoints.Reasons.ContainsKey(endpoint.Name);
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
            return (open, listed) switch
            {
                (true, false) => ["is anonymous without a reason"],
                (false, true) => ["stands on the anonymous list and is not anonymous"],
                (true, true) => [],
                _ when policies.Count == 0 => ["names no policy"],
                _ => policies.Any(policy => string.IsNullOrEmpty(policy.Policy)) ? ["asks for a signed-in user without a policy"] : [],
            };
        });

    /// <summary>Every endpoint of a host. A page tells its attributes only once it is loaded.</summary>
    public static async Task<IReadOnlyList<NamedEndpoint>> Of(IEndpointRouteBuilder app)
    {
        var pages = app.ServiceProvider.GetRequiredService<PageLoader>();
        var named = new List<NamedEndpoint>();
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                named.Add(new NamedEndpoint(AnonymousEndpoints.StaticFiles, endpoint.Metadata));
            else if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var loaded = await pages.LoadAsync(page, endpoint.Metadata);
                named.Add(new NamedEndpoint($"page {page.ViewEnginePath}", new EndpointMetadataCollection([.. endpoint.Metadata, .. loaded.EndpointMetadata ?? []])));
            }
            else
                named.Add(new NamedEndpoint(RouteOf(endpoint), endpoint.Metadata));
        }

        return named;
    }

    private static string RouteOf(Endpoint endpoint)
    {
        var route = endpoint is RouteEndpoint routed ? $"/{routed.RoutePattern.RawText?.TrimStart('/')}" : endpoint.DisplayName;
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return methods is { Count: > 0 } ? $"{string.Join(',', methods)} {route}" : $"{route}";
    }
}
