using LeadMarket.Notifications.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To a new contractor: the link that proves the address is theirs.</summary>
internal static class ConfirmEmailMail
{
    public static MailDocument Write(SendEmailConfirmation request, Wording words)
    {
        var brand = words.Market.Brand;
        return new MailDocument(
            words.Say("confirm-email.subject", ("brand", brand.Name)),
            words.Say("confirm-email.preheader"),
            words.Say("confirm-email.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", request.Name.Typed()))),
                new Paragraph(words.Say("confirm-email.body", ("brand", brand.Name))),
                new Button(words.Say("confirm-email.button"), request.Link),
                new Note(words.Say("link-by-hand", ("link", request.Link.AbsoluteUri))),
                new Note(words.Say("confirm-email.not-you")),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
