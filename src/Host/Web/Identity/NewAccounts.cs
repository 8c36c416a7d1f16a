using System.Text;
using LeadMarket.Infrastructure.Actors;
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

/// <summary>Accounts whose address nobody has confirmed, and their mails. Works behind the answer to a form.</summary>
/// <remarks>Until it is confirmed, an account is what the newest form says: whoever mistyped a password registers again, and a stranger
/// who was first has gained nothing. A stranger who registers last gains nothing either: their password opens nothing until it is
/// typed behind a link of the mail, and the owner, whose own it is not, is led to choose a new one. All links of a day stay good, as
/// one mail a minute is sent at most: they prove the address, the password proves whose form it is.</remarks>
internal sealed class NewAccounts(UserManager<UserAccount> users, HostDbContext database, IMediator modules, ActorContext actor, SiteLinks links)
{
    public async Task Open(OpenContractorAccount form, string passwordHash, CancellationToken cancel)
    {
        form = form with { Email = form.Email!.Trim(), ContactName = form.ContactName!.Trim() };
        var known = await users.FindByEmailAsync(form.Email);
        if (known is null)
        {
            if (await Create(form, passwordHash, cancel) is { } created)
            {
                await SendConfirmation(created, created.Locale, cancel);
                return;
            }

            known = await users.FindByEmailAsync(form.Email) ?? throw new InvalidOperationException("An address is taken, by nobody.");
        }

        if (await Replace(known, form, passwordHash, cancel)) await SendConfirmation(known, known.Locale, cancel);
        else await SendAccountExists(known, cancel);
    }

    public async Task ResendConfirmation(string email, string locale, CancellationToken cancel)
    {
        if (await users.FindByEmailAsync(email) is { EmailConfirmed: false } user) await SendConfirmation(user, locale, cancel);
    }

    /// <summary>Null when another host has just made an account of the same address.</summary>
    private async Task<UserAccount?> Create(OpenContractorAccount form, string passwordHash, CancellationToken cancel)
    {
        await Describe(form, cancel);
        var user = new UserAccount
        {
            Id = form.Contractor.Value, UserName = form.Email, Email = form.Email, DisplayName = form.ContactName!, Locale = form.Locale!, PasswordHash = passwordHash,
        };
        try
        {
            var created = await users.CreateAsync(user);
            if (created.Errors.Any(error => !error.Code.StartsWith("Duplicate", StringComparison.Ordinal))) throw Refused(created);
            if (!created.Succeeded) return null;
        }
        catch (DbUpdateException collision) when (collision.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // It would be saved again with the next change.
            database.ChangeTracker.Clear();
            return null;
        }

        await users.AddToRoleAsync(user, Roles.Contractor);
        return user;
    }

    /// <summary>Makes an account that waits for its confirmation what this form says.</summary>
    /// <returns>False when its address is confirmed: then nothing is changed.</returns>
    private async Task<bool> Replace(UserAccount user, OpenContractorAccount form, string passwordHash, CancellationToken cancel)
    {
        // Whoever confirms at this moment waits, and is told then that the account has changed. The company is described under the same
        // lock: it must not become a stranger's after it was confirmed.
        await using var changes = await database.Database.BeginTransactionAsync(cancel);
        await database.Database.ExecuteSqlAsync($"select 1 from host.users where id = {user.Id} for update", cancel);
        await database.Entry(user).ReloadAsync(cancel);
        if (user.EmailConfirmed) return false;

        (user.PasswordHash, user.DisplayName, user.Locale) = (passwordHash, form.ContactName!, form.Locale!);
        var saved = await users.UpdateAsync(user);
        if (!saved.Succeeded) throw Refused(saved);
        await Describe(form with { Contractor = new ContractorId(user.Id), Email = user.Email }, cancel);
        await changes.CommitAsync(cancel);
        return true;
    }

    private async Task Describe(OpenContractorAccount form, CancellationToken cancel)
    {
        actor.Become(Actor.Contractor(form.Contractor));
        Require(await modules.Send(form, cancel));
    }

    private async Task SendAccountExists(UserAccount user, CancellationToken cancel) => Require(await modules.Send(
        new SendAccountExists(user.Id, user.Email!, user.DisplayName, user.Locale, links.Absolute(PagePaths.SignIn.In(user.Locale))), cancel));

    private async Task SendConfirmation(UserAccount user, string locale, CancellationToken cancel)
    {
        var token = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await users.GenerateEmailConfirmationTokenAsync(user)));
        var link = links.Absolute(PagePaths.ConfirmEmail.In(locale) + QueryString.Create("account", user.Id.ToString()).Add("token", token));
        Require(await modules.Send(new SendEmailConfirmation(user.Id, user.Email!, user.DisplayName, locale, link), cancel));
    }

    // The form was checked before its answer: that one is refused now is a bug.
    private static void Require(Result done)
    {
        if (done.IsFailure) throw new InvalidOperationException($"A registration was refused: {done.Error.Code}.");
    }

    private static InvalidOperationException Refused(IdentityResult outcome) =>
        new($"An account was refused: {string.Join(", ", outcome.Errors.Select(error => error.Code))}.");
}
