using LeadMarket.Notifications.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;

namespace LeadMarket.Web.Identity;

/// <summary>Mails that say what was changed about signing in, with a way to undo what somebody else did.</summary>
public sealed class SecurityNotices(IMediator modules, SiteLinks links)
{
    public const string PasswordChanged = "password-changed";
    public const string TwoStepOn = "two-step-on";
    public const string TwoStepOff = "two-step-off";
    public const string RecoveryCodesRenewed = "recovery-codes-renewed";

    public async Task Send(UserAccount user, string change, CancellationToken cancel)
    {
        var help = links.Absolute(PagePaths.ForgotPassword.In(user.Locale));
        var sent = await modules.Send(
            new SendSecurityNotice(user.Id, Guid.NewGuid(), user.Email!, user.DisplayName, user.Locale, change, help), cancel);
        // The change is made and cannot be unmade; that nobody is told of it is a bug.
        if (sent.IsFailure) throw new InvalidOperationException($"A security notice was refused: {sent.Error.Code}.");
    }
}
