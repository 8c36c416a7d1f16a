using LeadMarket.Notifications.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>The mail with a link that sets a new password.</summary>
public sealed class PasswordLink(UserManager<UserAccount> users, IMediator modules, SiteLinks links, TimeProvider clock)
{
    /// <summary>Writes to an address that has an account.</summary>
    public async Task Send(string email, string locale, CancellationToken cancel)
    {
        if (await users.FindByEmailAsync(email) is not { } user) return;

        var token = await users.GeneratePasswordResetTokenAsync(user);
        var link = links.Absolute(PagePaths.ResetPassword.In(locale) + QueryString.Create("account", user.Id.ToString()).Add("token", token));
        var sent = await modules.Send(
            new SendPasswordReset(user.Id, user.Email!, user.DisplayName, locale, link, clock.GetUtcNow() + PasswordResetTokens.Life), cancel);
        if (sent.IsFailure) throw new InvalidOperationException($"A password link was refused: {sent.Error.Code}.");
    }
}
