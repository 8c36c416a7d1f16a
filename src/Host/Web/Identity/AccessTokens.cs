using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LeadMarket.Web.Identity;

/// <param name="AccessToken">Sent back as <c>Authorization: Bearer …</c>; opaque.</param>
public sealed record IssuedToken(string AccessToken, DateTimeOffset ExpiresAt);

/// <summary>Tokens for the API, readable by every host that shares the keys.</summary>
public sealed class AccessTokens(
    IUserClaimsPrincipalFactory<UserAccount> principals, IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public async Task<IssuedToken> Issue(UserAccount user)
    {
        var expires = clock.GetUtcNow() + Life;
        var ticket = new AuthenticationTicket(
            await principals.CreateAsync(user), new AuthenticationProperties { ExpiresUtc = expires }, BearerTokenDefaults.AuthenticationScheme);
        return new IssuedToken(options.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket), expires);
    }
}
