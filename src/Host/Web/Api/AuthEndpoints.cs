using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;

namespace LeadMarket.Web.Api;

internal static class AuthEndpoints
{
    /// <param name="Code">Of the authenticator app, or a recovery code; for accounts that ask for one.</param>
    private sealed record Login(string? Email, string? Password, string? Code);

    public static void MapAuth(this IEndpointRouteBuilder api) =>
        api.MapPost("/auth/login", async (Login login, Credentials credentials, AccessTokens tokens, CancellationToken cancel) =>
            {
                var user = await credentials.Check(login.Email, login.Password, login.Code, cancel);
                return user.IsFailure ? ApiProblems.Refusal(user.Error) : Results.Ok(await tokens.Issue(user.Value));
            })
            .Produces<IssuedToken>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(RateLimits.SignIn)
            .AllowAnonymous();
}
