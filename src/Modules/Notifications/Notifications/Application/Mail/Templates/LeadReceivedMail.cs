using LeadMarket.Leads.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the homeowner: the request arrived, what they still have to do, what happens next, and the way to their page.</summary>
internal static class LeadReceivedMail
{
    public static MailDocument Write(LeadSubmitted lead, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(lead.Service);
        var page = RequestPage.Of(lead.AccessKey, publicUrl, words);

        // Many have typed the code before they read this, so the mail that asks for it says what else the page is for.
        var phase = lead.PhoneToVerify ? "verify-phone" : "lead-received";
        return new MailDocument(
            words.Say("lead-received.subject", ("service", service)),
            lead.PhoneToVerify ? words.Say("verify-phone.preheader") : words.Count("lead-received.preheader", lead.Quotes),
            words.Say($"{phase}.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", lead.Name.Typed()))),
                new Paragraph(words.Say($"{phase}.body", ("brand", brand.Name))),
                new Button(words.Say($"{phase}.button"), page),
                new Note(words.Say($"{phase}.page")),
                new Facts(
                [
                    (words.Say("fact.project"), service),
                    (words.Say("fact.area"), lead.Area.Typed()),
                    (words.Say("lead-received.quotes"), words.Count("lead-received.contractors", lead.Quotes)),
                    (words.Say("lead-received.at"), words.Time(lead.At)),
                ]),
                new Steps(words.Say("lead-received.next"), [.. WhatHappensNext(lead, words)]),
                new Note(words.Say("request.link", ("link", page.AbsoluteUri))),
                new Note(words.Say("lead-received.question", ("support", brand.SupportEmail))),
            ],
            words.Say("request.reason", ("brand", brand.Name)));
    }

    private static IEnumerable<string> WhatHappensNext(LeadSubmitted lead, Wording words)
    {
        if (lead.PhoneToVerify) yield return words.Say("verify-phone.step");
        yield return words.Say("lead-received.step-seen");
        yield return words.Count("lead-received.step-contact", lead.Quotes);
        yield return words.Say("lead-received.step-choose");
    }
}
