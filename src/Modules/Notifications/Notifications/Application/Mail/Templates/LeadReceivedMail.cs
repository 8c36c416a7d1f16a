using LeadMarket.Leads.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the homeowner: the request arrived, what happens next, whom to write to.</summary>
internal static class LeadReceivedMail
{
    public static MailDocument Write(LeadSubmitted lead, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(lead.Service);
        return new MailDocument(
            words.Say("lead-received.subject", ("service", service)),
            words.Count("lead-received.preheader", lead.Quotes),
            words.Say("lead-received.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", lead.Name.Typed()))),
                new Paragraph(words.Say("lead-received.thanks", ("brand", brand.Name))),
                new Facts(
                [
                    (words.Say("fact.project"), service),
                    (words.Say("fact.area"), lead.Area.Typed()),
                    (words.Say("lead-received.quotes"), words.Count("lead-received.contractors", lead.Quotes)),
                    (words.Say("lead-received.at"), words.Time(lead.At)),
                ]),
                new Steps(words.Say("lead-received.next"),
                [
                    words.Say("lead-received.step-seen"),
                    words.Count("lead-received.step-contact", lead.Quotes),
                    words.Say("lead-received.step-choose"),
                ]),
                new Paragraph(words.Say("lead-received.question", ("support", brand.SupportEmail))),
                new Button(words.Say("lead-received.write"), new Uri($"mailto:{brand.SupportEmail}")),
            ],
            words.Say("lead-received.reason", ("brand", brand.Name)));
    }
}
