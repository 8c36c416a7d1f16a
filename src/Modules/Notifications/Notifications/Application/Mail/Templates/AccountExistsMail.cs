using LeadMarket.Notifications.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the owner of an address that somebody tried to register again.</summary>
internal static class AccountExistsMail
{
    public static MailDocument Write(SendAccountExists request, Wording words)
    {
        var brand = words.Market.Brand;
        return new MailDocument(
            words.Say("account-exists.subject", ("brand", brand.Name)),
            words.Say("account-exists.preheader"),
            words.Say("account-exists.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", request.Name.Typed()))),
                new Paragraph(words.Say("account-exists.body", ("brand", brand.Name))),
                new Button(words.Say("account-exists.button"), request.SignIn),
                new Note(words.Say("account-exists.not-you")),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
