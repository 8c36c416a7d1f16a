using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;

namespace LeadMarket.Web.Api;

internal static class AuthEndpoints
{
    private sealed record Login(string? Email, string? Password);

    public static void MapAuth(this IEndpointRouteBuilder api) =>
        api.MapPost("/auth/login", async (Login login, Registration registration, AccessTokens tokens, CancellationToken cancel) =>
            {
                var user = await registration.CheckPassword(login.Email, login.Password, cancel);
                return user.IsFailure ? ApiProblems.Refusal(user.Error) : Results.Ok(await tokens.Issue(user.Value));
            })
            .Produces<IssuedToken>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .RequireRateLimiting(RateLimits.SignIn)
            .AllowAnonymous();
}
