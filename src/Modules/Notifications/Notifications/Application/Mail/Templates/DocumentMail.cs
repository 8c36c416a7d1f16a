using LeadMarket.Billing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the contractor: a plan was billed, or money went back. The document itself is behind the sign-in.</summary>
internal static class DocumentMail
{
    public static MailDocument Write(DocumentIssued issued, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var kind = issued.Kind is DocumentKind.Invoice ? "plan-invoice" : "credit-note";
        var total = words.Amount(issued.Total);
        return new MailDocument(
            words.Say($"{kind}.subject", ("number", issued.Number), ("brand", brand.Name)),
            words.Say($"{kind}.preheader", ("total", total)),
            words.Say($"{kind}.heading", ("total", total)),
            [
                new Paragraph(words.Say("greeting", ("name", issued.BilledTo.Company.Typed()))),
                new Paragraph(words.Say($"{kind}.body")),
                new Facts(
                [
                    (words.Say($"{kind}.number"), issued.Number),
                    (words.Say("document.what"), issued.Text.TryGetValue(words.Locale, out var text) ? text.Typed() : ""),
                    (words.Say("document.at"), words.Time(issued.At)),
                    (words.Say("document.total"), total),
                ]),
                new Button(words.Say($"{kind}.button"), new Uri(publicUrl, $"/{words.Locale}/{words.Say("path.invoices")}/{issued.Document}")),
                new Note(words.Say("document.question", ("support", brand.SupportEmail))),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
