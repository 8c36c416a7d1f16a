using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;

namespace LeadMarket.Web.Identity;

/// <summary>Refuses a token that was issued before its account's password, or second step, was changed.</summary>
internal static class TokenRevocation
{
    private const string Scheme = "Bearer ";

    // A busy program asks many times a second; a stolen token lives this much longer.
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);

    public static async Task Check(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)) return;
        // What cannot be read, or has expired, is refused by what comes after.
        if (context.Options.BearerTokenProtector.Unprotect(header[Scheme.Length..])?.Principal is not { } principal) return;
        if (!await IsCurrent(principal, context.HttpContext.RequestServices)) context.Fail("The account's security has changed since this token was issued.");
    }

    private static async Task<bool> IsCurrent(ClaimsPrincipal principal, IServiceProvider services)
    {
        var signIn = services.GetRequiredService<SignInManager<UserAccount>>();
        var claims = signIn.Options.ClaimsIdentity;
        var issued = (principal.FindFirstValue(claims.UserIdClaimType), principal.FindFirstValue(claims.SecurityStampClaimType));
        return await services.GetRequiredService<IMemoryCache>().GetOrCreateAsync((nameof(TokenRevocation), issued), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Trusted;
            return await signIn.ValidateSecurityStampAsync(principal) is not null;
        });
    }
}
