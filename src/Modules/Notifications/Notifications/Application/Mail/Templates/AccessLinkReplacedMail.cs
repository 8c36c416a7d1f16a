using LeadMarket.Leads.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the homeowner: the one link that opens their page from now on.</summary>
internal static class AccessLinkReplacedMail
{
    public static MailDocument Write(AccessLinkReplaced replaced, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var page = RequestPage.Of(replaced.AccessKey, publicUrl, words);
        return new MailDocument(
            words.Say("link-replaced.subject", ("brand", brand.Name)),
            words.Say("link-replaced.preheader"),
            words.Say("link-replaced.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", replaced.Name.Typed()))),
                new Paragraph(words.Say("link-replaced.body")),
                new Button(words.Say("link-replaced.button"), page),
                new Note(words.Say("request.link", ("link", page.AbsoluteUri))),
                new Note(words.Say("link-replaced.not-you", ("support", brand.SupportEmail))),
            ],
            words.Say("request.reason", ("brand", brand.Name)));
    }
}
