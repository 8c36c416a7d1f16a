using LeadMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>A new password for whoever reads the account's mail.</summary>
public sealed class PasswordReset(UserManager<UserAccount> users, TwoStep twoStep, BehindTheAnswer behind, SecurityNotices notices)
{
    private static readonly Error LinkSpent = Error.Conflict("identity.link-invalid");

    /// <summary>Has a link sent to an address that has an account, and says nothing of it: the account is not even looked for before
    /// the answer.</summary>
    public Task Ask(string email, string locale, CancellationToken cancel) => behind.Do(
        (services, limit) => email.Length <= 254 && PasswordRules.IsStorable(email)
            ? services.GetRequiredService<PasswordLink>().Send(email.Trim(), locale, limit)
            : Task.CompletedTask,
        cancel);

    /// <summary>Whether a link still sets a password.</summary>
    public async Task<bool> IsGood(Guid account, string? token) => await Find(account, token) is not null;

    /// <summary>Spends the link: sets the password, opens an account that wrong passwords had closed, and ends every session and API
    /// token. The second step, where there is one, stays. Refused with <c>identity.link-invalid</c>, <c>validation.failed</c>.</summary>
    public async Task<Result> Set(Guid account, string? token, string? password, CancellationToken cancel)
    {
        if (await Find(account, token) is not { } user) return LinkSpent;
        var refused = PasswordRules.Check(password, "password").ToList();
        if (refused.Count > 0) return Error.Invalid(refused);

        // Who knew the old password may have seen the key.
        await twoStep.TakeBackOffer(user);
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        // The link came by mail, which is all that the other link would prove.
        user.EmailConfirmed = true;
        // Of two that spend it at once the account's concurrency stamp lets one through.
        if (!(await users.ResetPasswordAsync(user, token!, password!)).Succeeded) return LinkSpent;

        await users.GiveFirstRole(user);
        await notices.Send(user, SecurityNotices.PasswordChanged, cancel);
        return Result.Success;
    }

    private async Task<UserAccount?> Find(Guid account, string? token) =>
        token is { Length: > 0 and < 2048 } && await users.FindByIdAsync(account.ToString()) is { } user
            && await users.VerifyUserTokenAsync(user, PasswordResetTokens.Name, UserManager<UserAccount>.ResetPasswordTokenPurpose, token)
            ? user
            : null;
}
