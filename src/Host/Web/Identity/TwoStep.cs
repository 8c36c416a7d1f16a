using System.Globalization;
using System.Security.Cryptography;
using LeadMarket.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LeadMarket.Web.Identity;

/// <summary>The second step of signing in: a code of an authenticator app, or a recovery code.</summary>
/// <remarks>Each change is saved with the account's concurrency stamp: of two requests with the same code, one loses.</remarks>
public sealed class TwoStep(UserManager<UserAccount> users, IDataProtectionProvider protection, TimeProvider clock)
{
    // Rows of host.user_tokens.
    private const string Provider = "two-step";
    private const string Key = "key";
    private const string OfferedKey = "offered-key";
    private const string LastStep = "last-step";
    private const string Recovery = "recovery-codes";
    private const char Between = ' ';

    // Setting an app up takes a minute. A key that stays on the page afterwards is one that somebody else may have seen.
    private static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(15);

    // A copy of the database alone makes nobody's codes.
    private readonly IDataProtector _protector = protection.CreateProtector("LeadMarket.TwoStep.Key");

    /// <summary>The key that waits for its first code, or <c>null</c>.</summary>
    public async Task<AuthenticatorKey?> Offered(UserAccount user) =>
        await OfferedBytes(user) is { } key ? AuthenticatorKey.Of(key) : null;

    /// <summary>Makes a key to set an app up with, good for a quarter of an hour. Nothing is asked at signing in until its first code
    /// has come.</summary>
    public async Task<Result> Offer(UserAccount user) =>
        await Keep(user, OfferedKey, $"{Text(clock.GetUtcNow().ToUnixTimeSeconds())}{Between}{Sealed(RandomNumberGenerator.GetBytes(TimeCodes.KeyBytes))}")
            ? Result.Success
            : AccountChanges.ChangedMeanwhile;

    public async Task TakeBackOffer(UserAccount user)
    {
        if (await users.GetAuthenticationTokenAsync(user, Provider, OfferedKey) is not null)
            await users.RemoveAuthenticationTokenAsync(user, Provider, OfferedKey);
    }

    /// <summary>Switches it on with a code of the offered key, which shows that the app has it.</summary>
    /// <returns>The recovery codes. Refused with <c>identity.code-wrong</c>, <c>identity.changed-meanwhile</c>.</returns>
    public async Task<Result<string[]>> SwitchOn(UserAccount user, string code, string field)
    {
        if (await OfferedBytes(user) is not { } key || TimeCodes.StepOf(Typed(code), key, clock.GetUtcNow(), usedLast: 0) is not { } step)
            return Error.Invalid("identity.code-wrong", field);

        // The switch comes last: a crash before it asks for nothing that is not there.
        if (!await Keep(user, Key, Sealed(key)) || !await Keep(user, LastStep, Text(step))) return AccountChanges.ChangedMeanwhile;
        var codes = await RenewRecoveryCodes(user);
        if (codes.IsFailure) return codes;
        await TakeBackOffer(user);
        return Saved(await users.SetTwoFactorEnabledAsync(user, true)) ? codes : AccountChanges.ChangedMeanwhile;
    }

    public async Task<Result> SwitchOff(UserAccount user)
    {
        if (!Saved(await users.SetTwoFactorEnabledAsync(user, false))) return AccountChanges.ChangedMeanwhile;
        foreach (var row in (string[])[Key, LastStep, Recovery]) await users.RemoveAuthenticationTokenAsync(user, Provider, row);
        return Result.Success;
    }

    /// <summary>Whether this is what an app shows, right or wrong, and not from the sheet of recovery codes.</summary>
    public static bool IsTimeCode(string code) => Typed(code) is { Length: <= TimeCodes.Digits } typed && typed.All(char.IsAsciiDigit);

    /// <summary>Whether this code opens the account now. It will not again.</summary>
    public Task<bool> Accepts(UserAccount user, string code) =>
        IsTimeCode(code) ? AcceptsTimeCode(user, Typed(code)) : AcceptsRecoveryCode(user, code);

    /// <summary>Ten new ones; the old ones open nothing any more. Refused with <c>identity.changed-meanwhile</c>.</summary>
    public async Task<Result<string[]>> RenewRecoveryCodes(UserAccount user)
    {
        var codes = RecoveryCodes.New();
        return await Keep(user, Recovery, string.Join(Between, codes.Select(RecoveryCodes.Hash))) ? codes : AccountChanges.ChangedMeanwhile;
    }

    public async Task<int> RecoveryCodesLeft(UserAccount user) => (await Hashes(user)).Length;

    private async Task<bool> AcceptsTimeCode(UserAccount user, string code)
    {
        if (await users.GetAuthenticationTokenAsync(user, Provider, Key) is not { } text || Unsealed(text) is not { } key) return false;
        var used = long.TryParse(await users.GetAuthenticationTokenAsync(user, Provider, LastStep), CultureInfo.InvariantCulture, out var last) ? last : 0;
        return TimeCodes.StepOf(code, key, clock.GetUtcNow(), used) is { } step && await Keep(user, LastStep, Text(step));
    }

    private async Task<bool> AcceptsRecoveryCode(UserAccount user, string code)
    {
        var hashes = await Hashes(user);
        if (RecoveryCodes.Hash(code) is not { } hash || !hashes.Contains(hash, StringComparer.Ordinal)) return false;
        return await Keep(user, Recovery, string.Join(Between, hashes.Where(kept => kept != hash)));
    }

    private async Task<string[]> Hashes(UserAccount user) =>
        (await users.GetAuthenticationTokenAsync(user, Provider, Recovery) ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private async Task<byte[]?> OfferedBytes(UserAccount user)
    {
        if ((await users.GetAuthenticationTokenAsync(user, Provider, OfferedKey))?.Split(Between) is not [var since, var key]) return null;
        var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(since, CultureInfo.InvariantCulture)) + OfferLife;
        return clock.GetUtcNow() < until ? Unsealed(key) : null;
    }

    private string Sealed(byte[] key) => Convert.ToBase64String(_protector.Protect(key));

    private byte[]? Unsealed(string text)
    {
        try
        {
            return _protector.Unprotect(Convert.FromBase64String(text));
        }
        catch (CryptographicException)
        {
            // The host's secret was changed since: no code fits any more, and the recovery codes still do.
            return null;
        }
    }

    /// <returns>False when the account was changed at the same moment.</returns>
    private async Task<bool> Keep(UserAccount user, string row, string value)
    {
        try
        {
            return Saved(await users.SetAuthenticationTokenAsync(user, Provider, row, value));
        }
        catch (DbUpdateException collision) when (collision.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Of two that add the same row, the slower meets the other's row before it meets the stamp.
            return false;
        }
    }

    private static bool Saved(IdentityResult outcome) => !outcome.LostARace() && (outcome.Succeeded
        ? true
        : throw new InvalidOperationException(string.Join(", ", outcome.Errors.Select(error => error.Code))));

    // Apps show "123 456", and what is copied from them brings the space along.
    private static string Typed(string code) => string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
