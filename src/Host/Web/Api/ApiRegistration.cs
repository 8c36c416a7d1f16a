using System.Text.Json;
using System.Text.Json.Serialization;
using LeadMarket.Infrastructure.Outbox;

namespace LeadMarket.Web.Api;

/// <summary>The public JSON API, version 1.</summary>
internal static class ApiRegistration
{
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new TypedIdJson());
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        // Unreadable input surfaces as an exception in every environment; ApiProblems words it.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", document => document.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true);
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        endpoints.MapReceiptKeys();
        var api = endpoints.MapGroup("/api/v1");
        api.MapAuth();
        api.MapLeads();
        api.MapMarket();
        api.MapBoard();
        api.MapUnlocks();

        // An address of the API that is not one still answers a problem, not a page.
        endpoints.Map("/api/{**rest}", http => ApiProblems.Write(http, StatusCodes.Status404NotFound, "request.not-found")).AllowAnonymous();
    }
}
