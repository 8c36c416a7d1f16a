using LeadMarket.Leads.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the owner of the first request: another came with the same address or telephone, and was not shown to anybody.</summary>
internal static class RequestAlreadyOpenMail
{
    public static MailDocument Write(LeadDuplicate duplicate, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(duplicate.Service);
        var page = RequestPage.Of(duplicate.AccessKey, publicUrl, words);
        return new MailDocument(
            words.Say("already-open.subject", ("service", service)),
            words.Say("already-open.preheader"),
            words.Say("already-open.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", duplicate.Name.Typed()))),
                new Paragraph(words.Say("already-open.body")),
                new Facts(
                [
                    (words.Say("fact.project"), service),
                    (words.Say("fact.area"), duplicate.Area.Typed()),
                ]),
                new Button(words.Say("already-open.button"), page),
                new Note(words.Say("request.link", ("link", page.AbsoluteUri))),
                new Note(words.Say("already-open.not-you", ("support", brand.SupportEmail))),
            ],
            words.Say("request.reason", ("brand", brand.Name)));
    }
}
