using LeadMarket.Billing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the contractor: the card refused the month, until when the plan is kept, and what to do.</summary>
internal static class PlanPaymentFailedMail
{
    public static MailDocument Write(PlanPaymentFailed failed, BilledTo billedTo, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var (plan, due, until) = (words.Plan(failed.Plan), words.Amount(failed.Due), words.Time(failed.GraceUntil));
        List<(string, string)> facts =
        [
            (words.Say("plan-failed.plan"), plan),
            (words.Say("plan-failed.due"), due),
            (words.Say("plan-failed.until"), until),
        ];
        if (failed.NextTryAt is { } next) facts.Add((words.Say("plan-failed.next"), words.Time(next)));
        return new MailDocument(
            words.Say("plan-failed.subject", ("plan", plan), ("brand", brand.Name)),
            words.Say("plan-failed.preheader", ("until", until)),
            words.Say("plan-failed.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", billedTo.Company.Typed()))),
                new Paragraph(words.Say("plan-failed.body", ("due", due), ("plan", plan))),
                new Facts(facts),
                new Paragraph(words.Say("plan-failed.then", ("until", until))),
                new Button(words.Say("plan-failed.button"), new Uri(publicUrl, $"/{words.Locale}/{words.Say("path.plan")}")),
                new Note(words.Say("document.question", ("support", brand.SupportEmail))),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
