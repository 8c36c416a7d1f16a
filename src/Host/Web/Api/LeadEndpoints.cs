using LeadMarket.Infrastructure.Actors;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using MediatR;

namespace LeadMarket.Web.Api;

internal static class LeadEndpoints
{
    public static void MapLeads(this IEndpointRouteBuilder api) =>
        api.MapPost("/leads", async (LeadForm form, HttpContext http, ActorContext actor, IMediator modules, CancellationToken cancel) =>
            {
                // A homeowner, also in a browser where a contractor is signed in.
                actor.Become(Actor.Anonymous);
                var origin = new FormOrigin(http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent);
                var submitted = await modules.Send(new SubmitLead(form, origin), cancel);
                return submitted.IsFailure ? ApiProblems.Refusal(submitted.Error) : Results.Json(submitted.Value, statusCode: StatusCodes.Status201Created);
            })
            .Produces<SubmittedLead>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .RequireRateLimiting(RateLimits.Leads)
            .AllowAnonymous();
}
