using LeadMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>Whether somebody is who they say. Wrong passwords and wrong codes count together: ten of them close the account for
/// ten minutes.</summary>
public sealed class Credentials(UserManager<UserAccount> users, TwoStep twoStep, WrongTries wrongTries)
{
    private static readonly Error Refused = Error.Invalid("identity.sign-in-refused", "password");
    private static readonly Error NotConfirmed = Error.Conflict("identity.email-not-confirmed");
    private static readonly Error CodeNeeded = Error.Invalid("identity.code-needed", "code");

    /// <summary>The account behind an address and a password. It may still owe a code. Says that an address is unconfirmed only to
    /// who knows its password.</summary>
    public async Task<Result<UserAccount>> CheckPassword(string? email, string? password, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (email is not { Length: > 0 and <= 254 } || password is not { Length: > 0 and <= PasswordRules.Longest } || !PasswordRules.IsStorable(email)) return Refused;
        if (await users.FindByEmailAsync(email.Trim()) is not { } user)
        {
            // As slow as a wrong password, so that time tells nothing either.
            users.PasswordHasher.HashPassword(new UserAccount(), password);
            return Refused;
        }

        var right = await users.CheckPasswordAsync(user, password);
        // The same answer in the same time as a wrong password: "locked" would tell that the address has an account. Asked after the
        // slow check, so that what was guessed meanwhile has been counted.
        if (await wrongTries.HaveClosed(user)) return Refused;
        if (!right)
        {
            await wrongTries.Count(user);
            return Refused;
        }

        await ForgiveAfterPassword(user);
        return user.EmailConfirmed ? user : NotConfirmed;
    }

    /// <summary>Both steps at once, for the API. Refused with <c>identity.code-needed</c> when the account asks for a code and none came.</summary>
    public async Task<Result<UserAccount>> Check(string? email, string? password, string? code, CancellationToken cancel)
    {
        var known = await CheckPassword(email, password, cancel);
        if (known.IsFailure || !known.Value.TwoFactorEnabled) return known;
        if (string.IsNullOrWhiteSpace(code)) return CodeNeeded;
        var second = await CheckCode(known.Value, code, "code");
        return second.IsFailure ? second.Error : known;
    }

    /// <summary>The second step of somebody whose password was right.</summary>
    /// <param name="field">Under which the form knows the code.</param>
    public async Task<Result> CheckCode(UserAccount user, string? code, string field)
    {
        if (string.IsNullOrWhiteSpace(code)) return Error.Invalid("identity.code-missing", field);
        if (await WhyClosed(user) is { } closed) return closed;
        if (await twoStep.Accepts(user, code))
        {
            await Forgive(user);
            return Result.Success;
        }

        await wrongTries.Count(user);
        return Error.Invalid(TwoStep.IsTimeCode(code) ? "identity.code-wrong" : "identity.recovery-wrong", field);
    }

    /// <summary>The password of somebody who is signed in: a session left open must not be enough to change how one signs in.</summary>
    public async Task<Result> ConfirmPassword(UserAccount user, string? password, string field)
    {
        if (password is not { Length: > 0 and <= PasswordRules.Longest }) return Error.Invalid("identity.password-wrong", field);
        var right = await users.CheckPasswordAsync(user, password);
        if (await WhyClosed(user) is { } closed) return closed;
        if (right)
        {
            await ForgiveAfterPassword(user);
            return Result.Success;
        }

        await wrongTries.Count(user);
        return Error.Invalid("identity.password-wrong", field);
    }

    // Who is asked for a code, or changes an account, knows the password or has a session: this tells them nothing new.
    private async Task<Error?> WhyClosed(UserAccount user) =>
        await wrongTries.HaveClosed(user) ? Error.TooMany("identity.locked", wrongTries.Closing) : null;

    // Where a code is asked for, only a code forgives: the right password between guesses would make them endless.
    private Task ForgiveAfterPassword(UserAccount user) => user.TwoFactorEnabled ? Task.CompletedTask : Forgive(user);

    private async Task Forgive(UserAccount user)
    {
        if (user.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(user);
    }
}
