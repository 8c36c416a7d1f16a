using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the contractor: what was bought and paid. The homeowner's details stay behind the sign-in.</summary>
internal static class ReceiptMail
{
    public static MailDocument Write(LeadUnlocked unlocked, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var service = words.Service(unlocked.Service);
        var area = unlocked.Area.Typed();
        var total = words.Amount(unlocked.Charge.Total);
        return new MailDocument(
            words.Say("receipt.subject", ("service", service), ("area", area)),
            words.Say("receipt.preheader", ("total", total)),
            words.Say("receipt.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", unlocked.Company.Typed()))),
                new Paragraph(words.Say("receipt.body")),
                new Button(words.Say("receipt.button"), ContractorPages.MyLead(unlocked.Unlock, publicUrl, words)),
                new Facts(
                [
                    (words.Say("fact.project"), service),
                    (words.Say("fact.area"), area),
                    (words.Say("receipt.at"), words.Time(unlocked.At)),
                    (words.Say("receipt.number"), unlocked.Unlock.ToString()),
                ]),
                new Amounts([.. ChargeLines.Of(unlocked.Charge, "receipt.subtotal", words)]),
                new Note(words.Say("receipt.question", ("support", brand.SupportEmail))),
            ],
            words.Say("receipt.reason", ("brand", brand.Name)));
    }
}
