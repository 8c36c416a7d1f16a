using System.Text;
using FluentValidation;
using LeadMarket.Infrastructure.Pipeline;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadMarket.Web.Identity;

/// <summary>A contractor's way in: register, prove the address.</summary>
public sealed class Registration(
    UserManager<UserAccount> users, Credentials credentials, BehindTheAnswer behind, IEnumerable<IValidator<OpenContractorAccount>> validators, TimeProvider clock)
{
    private static readonly Error LinkSpent = Error.Conflict("identity.link-invalid");

    /// <summary>Opens an account that waits for its address to be confirmed. An address that is taken gets another mail and the
    /// same answer in the same time, so that nobody learns who is registered.</summary>
    public async Task<Result> Register(
        string? company, string? contactName, string? email, string? phone, string? password, string locale, CancellationToken cancel)
    {
        var id = new ContractorId(Guid.CreateVersion7(clock.GetUtcNow()));
        var form = new OpenContractorAccount(id, company, contactName, email, phone, locale);
        var refused = (await validators.Check(form, cancel)).Concat(PasswordRules.Check(password, "password")).ToList();
        if (refused.Count > 0) return Error.Invalid(refused);

        // Hashed here for a known address as well, and no longer than the answer is the password in memory.
        var hash = users.PasswordHasher.HashPassword(new UserAccount(), password!);
        await behind.Do((services, limit) => services.GetRequiredService<NewAccounts>().Open(form, hash, limit), cancel);
        return Result.Success;
    }

    /// <summary>Sends the confirmation mail again, if there is an account that waits for it.</summary>
    public Task ResendConfirmation(string email, string locale, CancellationToken cancel) => behind.Do(
        (services, limit) => email.Length <= 254 && PasswordRules.IsStorable(email)
            ? services.GetRequiredService<NewAccounts>().ResendConfirmation(email.Trim(), locale, limit)
            : Task.CompletedTask,
        cancel);

    /// <summary>Whether a link still confirms an address.</summary>
    public async Task<bool> IsGood(Guid account, string? token) => await Find(account, token) is not null;

    /// <summary>Confirms an address: the link shows that the mail was read, the password that the account is the reader's. Without it,
    /// somebody else's registration of the address would be confirmed by its owner, and open to that somebody.</summary>
    /// <remarks>Refused with <c>identity.link-invalid</c>, <c>identity.password-not-chosen</c>, <c>identity.locked</c>,
    /// <c>identity.changed-meanwhile</c>.</remarks>
    public async Task<Result<UserAccount>> ConfirmEmail(Guid account, string? token, string? password)
    {
        if (await Find(account, token) is not { } found) return LinkSpent;
        var (user, plain) = found;
        var right = await credentials.ConfirmPassword(user, password, "password");
        if (right.IsFailure) return right.Error.Kind is ErrorKind.Validation ? Error.Invalid("identity.password-not-chosen", "password") : right.Error;

        var confirmed = await users.ConfirmEmailAsync(user, plain);
        // Registered again at this moment: what was checked is the password of the form before.
        if (confirmed.LostARace()) return AccountChanges.ChangedMeanwhile;
        if (!confirmed.Succeeded) return LinkSpent;

        await users.GiveFirstRole(user);
        return user;
    }

    /// <summary>Keeps the name and the language that we write to an account in as their owner has just given them.</summary>
    public async Task Describe(ContractorId contractor, string name, string locale)
    {
        if (await users.FindByIdAsync(contractor.Value.ToString()) is not { } user || (user.DisplayName, user.Locale) == (name, locale)) return;
        (user.DisplayName, user.Locale) = (name, locale);
        await users.UpdateAsync(user);
    }

    private async Task<(UserAccount User, string Token)?> Find(Guid account, string? token)
    {
        if (token is not { Length: > 0 and < 2048 } || !TryDecode(token, out var plain) || await users.FindByIdAsync(account.ToString()) is not { } user) return null;
        var good = await users.VerifyUserTokenAsync(
            user, users.Options.Tokens.EmailConfirmationTokenProvider, UserManager<UserAccount>.ConfirmEmailTokenPurpose, plain);
        return good ? (user, plain) : null;
    }

    private static bool TryDecode(string token, out string plain)
    {
        try
        {
            plain = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
            return true;
        }
        catch (FormatException)
        {
            plain = "";
            return false;
        }
    }
}
