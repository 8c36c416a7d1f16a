using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>Cookies of who is signed in, and of who still owes a code.</summary>
public sealed class Sessions(UserManager<UserAccount> users, SignInManager<UserAccount> signIn)
{
    private static readonly string Waiting = IdentityConstants.TwoFactorUserIdScheme;
    private const string Stamp = "stamp";

    /// <summary>Signs in somebody whose password was right.</summary>
    /// <returns>False when a code is asked for first: <see cref="WhoOwesCode"/> then remembers them for a few minutes.</returns>
    public async Task<bool> Open(UserAccount user)
    {
        if (!user.TwoFactorEnabled)
        {
            await signIn.SignInAsync(user, isPersistent: true);
            return true;
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, user.Id.ToString()), new(Stamp, await users.GetSecurityStampAsync(user))], Waiting);
        await signIn.Context.SignInAsync(Waiting, new ClaimsPrincipal(identity));
        return false;
    }

    /// <summary>Whose password was right a moment ago, and has not been changed since.</summary>
    public async Task<UserAccount?> WhoOwesCode()
    {
        var seen = await signIn.Context.AuthenticateAsync(Waiting);
        if (seen.Principal?.FindFirstValue(ClaimTypes.Name) is not { } id || await users.FindByIdAsync(id) is not { } user) return null;
        return user.TwoFactorEnabled && string.Equals(await users.GetSecurityStampAsync(user), seen.Principal.FindFirstValue(Stamp), StringComparison.Ordinal) ? user : null;
    }

    /// <summary>Signs in somebody whose code was right.</summary>
    public async Task OpenAfterCode(UserAccount user)
    {
        await signIn.Context.SignOutAsync(Waiting);
        await signIn.SignInAsync(user, isPersistent: true);
    }

    /// <summary>After a change that ends every session: this one goes on.</summary>
    public Task GoOn(UserAccount user) => signIn.RefreshSignInAsync(user);

    public async Task Close()
    {
        await signIn.Context.SignOutAsync(Waiting);
        await signIn.SignOutAsync();
    }
}
