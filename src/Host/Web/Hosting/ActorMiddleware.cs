using LeadMarket.Infrastructure.Actors;
using LeadMarket.Web.Identity;

namespace LeadMarket.Web.Hosting;

/// <summary>Says who the database is asked for, by who signed in. Runs after authorization, which reads API tokens.</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, ActorContext actor)
    {
        actor.Become(http.User switch
        {
            { Identity.IsAuthenticated: true } user when user.IsInRole(Roles.Contractor) => Actor.Contractor(user.ContractorId()),
            { Identity.IsAuthenticated: true } user when user.IsInRole(Roles.Staff) => Actor.Staff,
            _ => Actor.Anonymous,
        });
        return next(http);
    }
}
