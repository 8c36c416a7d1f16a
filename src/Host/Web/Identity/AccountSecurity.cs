using System.Security.Claims;
using LeadMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>How somebody who is signed in changes the way they sign in. Each change ends their other sessions and API tokens and is
/// told by mail.</summary>
public sealed class AccountSecurity(
    UserManager<UserAccount> users, TwoStep twoStep, Credentials credentials, Sessions sessions, SecurityNotices notices)
{
    private static readonly Error NotOffered = Error.Conflict("identity.two-step-not-started");

    public async Task<UserAccount> Of(ClaimsPrincipal signedIn) =>
        await users.GetUserAsync(signedIn) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Refused with <c>identity.password-wrong</c>, <c>identity.locked</c>, <c>identity.changed-meanwhile</c>, <c>validation.failed</c>.</summary>
    public async Task<Result> ChangePassword(UserAccount user, string? current, string? next, CancellationToken cancel)
    {
        var refused = PasswordRules.Check(next, "next").ToList();
        if (refused.Count > 0) return Error.Invalid(refused);
        var confirmed = await credentials.ConfirmPassword(user, current, "current");
        if (confirmed.IsFailure) return confirmed;

        // Who knew the old password may have seen the key.
        await twoStep.TakeBackOffer(user);
        var changed = await users.ChangePasswordAsync(user, current!, next!);
        if (changed.LostARace()) return AccountChanges.ChangedMeanwhile;
        if (!changed.Succeeded) throw new InvalidOperationException(string.Join(", ", changed.Errors.Select(error => error.Code)));
        await sessions.GoOn(user);
        await notices.Send(user, SecurityNotices.PasswordChanged, cancel);
        return Result.Success;
    }

    /// <summary>Offers a key for an authenticator app. Asks for the password: whoever finds a session open could lock its owner out.</summary>
    public async Task<Result> StartTwoStep(UserAccount user, string? password)
    {
        if (user.TwoFactorEnabled) return Result.Success;
        var confirmed = await credentials.ConfirmPassword(user, password, "startPassword");
        if (confirmed.IsFailure) return confirmed;

        return await twoStep.Offer(user);
    }

    /// <returns>The recovery codes, which are shown this once.</returns>
    public async Task<Result<string[]>> FinishTwoStep(UserAccount user, string? code, CancellationToken cancel)
    {
        if (user.TwoFactorEnabled || await twoStep.Offered(user) is null) return NotOffered;
        if (string.IsNullOrWhiteSpace(code)) return Error.Invalid("identity.code-missing", "code");
        var codes = await twoStep.SwitchOn(user, code, "code");
        if (codes.IsFailure) return codes;

        await sessions.GoOn(user);
        await notices.Send(user, SecurityNotices.TwoStepOn, cancel);
        return codes;
    }

    /// <summary>Refused with <c>identity.code-wrong</c>, <c>identity.recovery-wrong</c>, <c>identity.locked</c>, <c>identity.changed-meanwhile</c>.</summary>
    public async Task<Result<string[]>> RenewRecoveryCodes(UserAccount user, string? code, CancellationToken cancel)
    {
        if (!user.TwoFactorEnabled) return NotOffered;
        var confirmed = await credentials.CheckCode(user, code, "renewCode");
        if (confirmed.IsFailure) return confirmed.Error;

        var codes = await twoStep.RenewRecoveryCodes(user);
        if (codes.IsFailure) return codes;
        await notices.Send(user, SecurityNotices.RecoveryCodesRenewed, cancel);
        return codes;
    }

    /// <summary>Refused with <c>identity.password-wrong</c>, <c>identity.code-wrong</c>, <c>identity.recovery-wrong</c>, <c>identity.locked</c>,
    /// <c>identity.changed-meanwhile</c>.</summary>
    public async Task<Result> StopTwoStep(UserAccount user, string? password, string? code, CancellationToken cancel)
    {
        if (!user.TwoFactorEnabled) return Result.Success;
        var confirmed = await credentials.ConfirmPassword(user, password, "stopPassword");
        if (confirmed.IsFailure) return confirmed;
        confirmed = await credentials.CheckCode(user, code, "stopCode");
        if (confirmed.IsFailure) return confirmed;

        var stopped = await twoStep.SwitchOff(user);
        if (stopped.IsFailure) return stopped;
        await sessions.GoOn(user);
        await notices.Send(user, SecurityNotices.TwoStepOff, cancel);
        return Result.Success;
    }

    /// <summary>Refused with <c>identity.changed-meanwhile</c>.</summary>
    public async Task<Result> EndOtherSessions(UserAccount user)
    {
        if (!(await users.UpdateSecurityStampAsync(user)).Succeeded) return AccountChanges.ChangedMeanwhile;
        await sessions.GoOn(user);
        return Result.Success;
    }
}
