using System.Text;
using FluentValidation;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Pipeline;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LeadMarket.Web.Identity;

/// <summary>A contractor's way in: register, prove the address.</summary>
public sealed class Registration(
    UserManager<UserAccount> users, IMediator modules, ActorContext actor, IEnumerable<IValidator<OpenContractorAccount>> validators, SiteLinks links,
    TimeProvider clock)
{
    private static readonly Error LinkSpent = Error.Conflict("identity.link-invalid");

    /// <summary>Opens an account that waits for its address to be confirmed. An address that is taken gets another mail and the
    /// same answer, so that nobody learns who is registered.</summary>
    public async Task<Result> Register(
        string? company, string? contactName, string? email, string? phone, string? password, string locale, CancellationToken cancel)
    {
        var id = new ContractorId(Guid.CreateVersion7(clock.GetUtcNow()));
        var account = new OpenContractorAccount(id, company, contactName, email, phone, locale);
        var refused = (await validators.Check(account, cancel)).Concat(PasswordRules.Check(password, "password")).ToList();
        if (refused.Count > 0) return Error.Invalid(refused);

        var address = email!.Trim();
        if (await users.FindByEmailAsync(address) is { } existing)
        {
            // As slow as a new account: time must not tell who is registered.
            users.PasswordHasher.HashPassword(existing, password!);
            return await WriteToExisting(existing, cancel);
        }

        actor.Become(Actor.Contractor(id));
        var opened = await modules.Send(account, cancel);
        if (opened.IsFailure) return opened;

        var user = new UserAccount { Id = id.Value, UserName = address, Email = address, DisplayName = contactName!.Trim(), Locale = locale };
        if (!await Create(user, password!)) return Result.Success;
        await users.AddToRoleAsync(user, Roles.Contractor);
        return await SendConfirmation(user, cancel);
    }

    /// <summary>Spends the link of the confirmation mail. Refused with <c>identity.link-invalid</c>.</summary>
    public async Task<Result> ConfirmEmail(Guid account, string? token, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (token is not { Length: > 0 and < 2048 } || await users.FindByIdAsync(account.ToString()) is not { } user) return LinkSpent;
        if (!user.EmailConfirmed && (!TryDecode(token, out var plain) || !(await users.ConfirmEmailAsync(user, plain)).Succeeded)) return LinkSpent;

        await users.GiveFirstRole(user);
        return Result.Success;
    }

    /// <summary>Sends the confirmation mail again, if there is an account that waits for it.</summary>
    public async Task ResendConfirmation(string? email, string locale)
    {
        if (email is not { Length: > 0 and <= 254 } || !PasswordRules.IsStorable(email)) return;
        if (await users.FindByEmailAsync(email.Trim()) is { EmailConfirmed: false } user)
            await SendConfirmation(user, CancellationToken.None, locale);
    }

    /// <summary>Keeps the name and the language that we write to an account in as their owner has just given them.</summary>
    public async Task Describe(ContractorId contractor, string name, string locale)
    {
        if (await users.FindByIdAsync(contractor.Value.ToString()) is not { } user || (user.DisplayName, user.Locale) == (name, locale)) return;
        (user.DisplayName, user.Locale) = (name, locale);
        await users.UpdateAsync(user);
    }

    /// <summary>False when the same form, sent twice at once, has just made the account; that one wrote the mail.</summary>
    private async Task<bool> Create(UserAccount user, string password)
    {
        try
        {
            var created = await users.CreateAsync(user, password);
            return created.Succeeded || (created.Errors.All(error => error.Code.StartsWith("Duplicate", StringComparison.Ordinal))
                ? false
                : throw new InvalidOperationException(string.Join(", ", created.Errors.Select(error => error.Code))));
        }
        catch (DbUpdateException collision) when (collision.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }

    private Task<Result> WriteToExisting(UserAccount existing, CancellationToken cancel) => existing.EmailConfirmed
        ? modules.Send(
            new SendAccountExists(existing.Id, existing.Email!, existing.DisplayName, existing.Locale, links.Absolute(PagePaths.SignIn.In(existing.Locale))), cancel)
        : SendConfirmation(existing, cancel);

    private async Task<Result> SendConfirmation(UserAccount user, CancellationToken cancel, string? locale = null)
    {
        var token = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await users.GenerateEmailConfirmationTokenAsync(user)));
        var language = locale ?? user.Locale;
        var link = links.Absolute(PagePaths.ConfirmEmail.In(language) + QueryString.Create("account", user.Id.ToString()).Add("token", token));
        return await modules.Send(new SendEmailConfirmation(user.Id, user.Email!, user.DisplayName, language, link), cancel);
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
