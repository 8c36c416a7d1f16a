using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the contractor: a lead they had bought is theirs alone now, and what that cost.</summary>
internal static class UpgradeReceiptMail
{
    public static MailDocument Write(LeadUpgraded upgraded, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(upgraded.Service);
        var area = upgraded.Area.Typed();
        return new MailDocument(
            words.Say("upgrade.subject", ("service", service), ("area", area)),
            words.Say("upgrade.preheader", ("total", words.Amount(upgraded.Charge.Total))),
            words.Say("upgrade.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", upgraded.Company.Typed()))),
                new Paragraph(words.Say("upgrade.body")),
                new Button(words.Say("upgrade.button"), ContractorPages.MyLead(upgraded.Of, publicUrl, words)),
                new Facts(
                [
                    (words.Say("fact.project"), service),
                    (words.Say("fact.area"), area),
                    (words.Say("receipt.at"), words.Time(upgraded.At)),
                    (words.Say("receipt.number"), upgraded.Unlock.ToString()),
                ]),
                new Amounts([.. ChargeLines.Of(upgraded.Charge, "upgrade.price", words)]),
                new Note(words.Say("receipt.question", ("support", brand.SupportEmail))),
            ],
            words.Say("receipt.reason", ("brand", brand.Name)));
    }
}
