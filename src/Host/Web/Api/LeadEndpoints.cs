using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;

namespace LeadMarket.Web.Api;

internal static class LeadEndpoints
{
    private sealed record Typed(string? Code);

    public static void MapLeads(this IEndpointRouteBuilder api)
    {
        api.MapPost("/leads", async (
                LeadForm form, HttpContext http, ActorContext actor, IMediator modules, VisitTrail trail, CancellationToken cancel) =>
            {
                // A homeowner, also in a browser where a contractor is signed in.
                actor.Become(Actor.Anonymous);
                var origin = new FormOrigin(
                    http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent, Attribution: Brought(trail, form.ConsentToAdvertising));
                var submitted = await modules.Send(new SubmitLead(form, origin), cancel);
                return submitted.IsFailure ? ApiProblems.Refusal(submitted.Error) : Results.Json(submitted.Value, statusCode: StatusCodes.Status201Created);
            })
            .Produces<SubmittedLead>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .RequireRateLimiting(RateLimits.Leads)
            .AllowAnonymous();

        api.MapPost("/leads/{id:guid}/verification", async (Guid id, ActorContext actor, IMediator modules, CancellationToken cancel) =>
            {
                actor.Become(Actor.Homeowner(id));
                var sent = await modules.Send(new SendPhoneCode(new LeadId(id)), cancel);
                return sent.IsFailure ? ApiProblems.Refusal(sent.Error) : Results.Json(sent.Value, statusCode: StatusCodes.Status202Accepted);
            })
            .Produces<PhoneCode>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(RateLimits.PhoneCodes)
            .AllowAnonymous();

        api.MapPost("/leads/{id:guid}/verification/check", async (
                Guid id, Typed typed, ActorContext actor, IMediator modules, CancellationToken cancel) =>
            {
                actor.Become(Actor.Homeowner(id));
                var check = await modules.Send(new CheckPhoneCode(new LeadId(id), typed.Code), cancel);
                return check.IsFailure ? ApiProblems.Refusal(check.Error) : Results.Ok(check.Value);
            })
            .Produces<PhoneCode>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .RequireRateLimiting(RateLimits.PhoneCodes)
            .AllowAnonymous();
    }

    private static Attribution? Brought(VisitTrail trail, bool agreed)
    {
        var told = trail.Read();
        return agreed && trail.AdvertiserCookies() is { } cookies
            ? (told ?? new Attribution()) with { Fbp = cookies.Fbp, Fbc = cookies.Fbc }
            : told;
    }
}
