using LeadMarket.Notifications.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the owner of an account: the link that sets a new password.</summary>
internal static class PasswordResetMail
{
    public static MailDocument Write(SendPasswordReset request, Wording words)
    {
        var brand = words.Market.Brand;
        return new MailDocument(
            words.Say("password-reset.subject", ("brand", brand.Name)),
            words.Say("password-reset.preheader"),
            words.Say("password-reset.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", request.Name.Typed()))),
                new Paragraph(words.Say("password-reset.body", ("brand", brand.Name))),
                new Button(words.Say("password-reset.button"), request.Link),
                new Note(words.Say("password-reset.until", ("until", words.Time(request.ValidUntil)))),
                new Note(words.Say("link-by-hand", ("link", request.Link.AbsoluteUri))),
                new Note(words.Say("password-reset.not-you")),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
