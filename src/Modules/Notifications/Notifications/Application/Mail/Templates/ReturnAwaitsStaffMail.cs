using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To operators: a return that a person has to look at before it is approved by itself.</summary>
internal static class ReturnAwaitsStaffMail
{
    public static MailDocument Write(ReturnAwaitsStaff waiting, Uri publicUrl, Wording words)
    {
        var due = words.Time(waiting.DueAt);
        return new MailDocument(
            words.Say(waiting.Appeal ? "return-waits.subject-appeal" : "return-waits.subject", ("company", waiting.Company.Typed()), ("due", due)),
            words.Say("return-waits.preheader", ("due", due)),
            words.Say(waiting.Appeal ? "return-waits.heading-appeal" : "return-waits.heading"),
            [
                new Facts(
                [
                    (words.Say("return-waits.company"), waiting.Company.Typed()),
                    (words.Say("return.reason"), words.ReturnReason(waiting.Reason)),
                    (words.Say("receipt.number"), waiting.Unlock.ToString()),
                    (words.Say("return-waits.due"), due),
                ]),
                new Paragraph(words.Say("return-waits.body", ("due", due))),
                new Button(words.Say("return-waits.button"), new Uri(publicUrl, $"/{words.Locale}/{words.Say("path.returns")}")),
            ],
            words.Say("operator-alert.reason", ("brand", words.Market.Brand.Name)));
    }
}
