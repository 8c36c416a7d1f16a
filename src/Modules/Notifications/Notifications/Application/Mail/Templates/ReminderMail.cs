using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To a contractor: what they asked to be reminded of. What they noted is on the lead's page.</summary>
internal static class ReminderMail
{
    public static MailDocument Write(ReminderDue due, Uri publicUrl, Wording words)
    {
        var service = words.Service(due.Service);
        var area = due.Area.Typed();
        return new MailDocument(
            words.Say("reminder.subject", ("service", service), ("area", area)),
            words.Say("reminder.preheader"),
            words.Say("reminder.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", due.Company.Typed()))),
                new Paragraph(words.Say("reminder.body")),
                new Facts([(words.Say("fact.project"), service), (words.Say("fact.area"), area)]),
                new Button(words.Say("reminder.button"), ContractorPages.MyLead(due.Unlock, publicUrl, words)),
            ],
            words.Say("alerts.reason", ("brand", words.Market.Brand.Name)));
    }
}
