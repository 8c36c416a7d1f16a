using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To a contractor who bought the contact: stop, and destroy what was copied. Names the project, never the homeowner.</summary>
/// <remarks>Act respecting the protection of personal information in the private sector (CQLR, P-39.1, as amended by Law 25): a
/// consent can be taken back (s. 8), and what has served its purpose is destroyed unless another act orders it kept (s. 23).</remarks>
internal static class ContactWithdrawnMail
{
    public static MailDocument Write(ContactWithdrawn withdrawn, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(withdrawn.Service);
        var area = withdrawn.Area.Typed();
        var how = withdrawn.Erased ? "contact-erased" : "contact-withdrawn";
        return new MailDocument(
            words.Say($"{how}.subject", ("service", service), ("area", area)),
            words.Say($"{how}.preheader"),
            words.Say($"{how}.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", withdrawn.Company.Typed()))),
                new Paragraph(words.Say($"{how}.body")),
                new Steps(words.Say("contact-withdrawn.to-do"),
                [
                    words.Say("contact-withdrawn.stop"),
                    words.Say("contact-withdrawn.destroy"),
                ]),
                new Facts(
                [
                    (words.Say("fact.project"), service),
                    (words.Say("fact.area"), area),
                    (words.Say($"{how}.at"), words.Time(withdrawn.At)),
                    (words.Say("receipt.number"), withdrawn.Unlock.ToString()),
                ]),
                new Note(words.Say("contact-withdrawn.hidden")),
                new Button(words.Say("contact-withdrawn.button"), new Uri(publicUrl, $"/{words.Locale}/{words.Say("path.my-leads")}")),
                new Note(words.Say("receipt.question", ("support", brand.SupportEmail))),
            ],
            words.Say("receipt.reason", ("brand", brand.Name)));
    }
}
