using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To a contractor: a project in their coverage can be bought. What the board shows, and no more.</summary>
internal static class NewLeadMail
{
    public static MailDocument Write(LeadMatched matched, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(matched.Service);
        var area = matched.Area.Typed();
        var isExclusive = string.Equals(matched.Mode, "exclusive", StringComparison.Ordinal);
        List<(string, string)> facts =
        [
            (words.Say("fact.project"), service),
            (words.Say("fact.area"), area),
            (words.Say("new-lead.budget"), words.Budget(matched.Budget)),
            (words.Say("new-lead.timeline"), words.Timeline(matched.Timeline)),
            (words.Say("new-lead.mode"), words.Say(isExclusive ? "new-lead.exclusive" : "new-lead.shared")),
        ];
        if (matched.OpenToAllAt is { } openToAll) facts.Add((words.Say("new-lead.ahead-until"), words.Time(openToAll)));
        return new MailDocument(
            words.Say("new-lead.subject", ("service", service), ("area", area)),
            words.Say(matched.OpenToAllAt is null ? "new-lead.preheader" : "new-lead.preheader-ahead"),
            words.Say("new-lead.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", matched.Company.Typed()))),
                new Paragraph(words.Say(isExclusive ? "new-lead.body-exclusive" : "new-lead.body")),
                new Facts(facts),
                new Button(words.Say("new-lead.button"), ContractorPages.Listing(matched.Listing, publicUrl, words)),
            ],
            words.Say("alerts.reason", ("brand", brand.Name)));
    }
}
