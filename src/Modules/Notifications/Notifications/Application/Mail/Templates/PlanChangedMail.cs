using LeadMarket.Billing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the contractor: what a lead costs from now on. Also when a plan ended because it was not paid.</summary>
internal static class PlanChangedMail
{
    public static MailDocument Write(PlanChanged changed, BilledTo billedTo, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var plan = words.Plan(changed.To);
        List<(string, string)> facts =
        [
            (words.Say("plan-changed.from"), words.Plan(changed.From)),
            (words.Say("plan-changed.to"), plan),
        ];
        if (words.Market.FindPlan(changed.To) is { } now)
        {
            facts.Add((words.Say("plan-changed.lead-price"), words.Amount(now.LeadPrice)));
            facts.Add((words.Say("plan-changed.month"), words.Amount(now.MonthlyPrice)));
        }

        return new MailDocument(
            words.Say("plan-changed.subject", ("plan", plan), ("brand", brand.Name)),
            words.Say("plan-changed.preheader"),
            words.Say("plan-changed.heading", ("plan", plan)),
            [
                new Paragraph(words.Say("greeting", ("name", billedTo.Company.Typed()))),
                new Paragraph(words.Say("plan-changed.body")),
                new Facts(facts),
                new Button(words.Say("plan-changed.button"), new Uri(publicUrl, $"/{words.Locale}/{words.Say("path.plan")}")),
                new Note(words.Say("document.question", ("support", brand.SupportEmail))),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
