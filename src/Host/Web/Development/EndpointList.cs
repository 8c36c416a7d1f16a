using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.StaticAssets;

namespace LeadMarket.Web.Development;

/// <summary>One way into the host.</summary>
/// <param name="Name">A page's path in the sources, such as <c>/Contractor/Board</c>, or the route.</param>
/// <param name="Template">The address with its parameters; of a page the one of the market's first language.</param>
/// <param name="Handler">The named handler of a page, or null.</param>
/// <param name="Policies">Empty when anyone may come in.</param>
internal sealed record ListedEndpoint(string Name, string Method, string Template, string? Handler, IReadOnlyList<string> Policies);

/// <summary>Everything this host answers, as it runs: for tests that must not forget a door.</summary>
internal sealed class EndpointList(PageLoader pages, IEnumerable<EndpointDataSource> sources)
{
    public async Task<IReadOnlyList<ListedEndpoint>> Read()
    {
        var listed = new List<ListedEndpoint>();
        foreach (var endpoint in sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            listed.AddRange(endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? await OfPage(endpoint, page) : OfRoute(endpoint));
        }

        return [.. listed.DistinctBy(endpoint => (endpoint.Name, endpoint.Method, endpoint.Handler))];
    }

    private async Task<IEnumerable<ListedEndpoint>> OfPage(RouteEndpoint endpoint, PageActionDescriptor page)
    {
        // A page tells its handlers and attributes only once it is loaded.
        var loaded = await pages.LoadAsync(page, endpoint.Metadata);
        var metadata = new EndpointMetadataCollection([.. endpoint.Metadata, .. loaded.EndpointMetadata ?? []]);
        // A page without a handler for it is shown all the same. What is no method of HTTP is a filter with a handler's name.
        return loaded.HandlerMethods.Select(handler => (Method: handler.HttpMethod.ToUpperInvariant(), Name: string.IsNullOrEmpty(handler.Name) ? null : handler.Name))
            .Where(handler => handler.Method is "GET" or "POST")
            .Append(("GET", null))
            .Select(handler => new ListedEndpoint(page.ViewEnginePath, handler.Method, Template(endpoint), handler.Name, PoliciesOf(metadata)));
    }

    private static IEnumerable<ListedEndpoint> OfRoute(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            .Select(method => new ListedEndpoint(Template(endpoint), method, Template(endpoint), Handler: null, PoliciesOf(endpoint.Metadata)));

    private static string Template(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    private static string[] PoliciesOf(EndpointMetadataCollection metadata) => metadata.GetMetadata<IAllowAnonymous>() is not null
        ? []
        : [.. metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? "").Distinct(StringComparer.Ordinal)];
}
