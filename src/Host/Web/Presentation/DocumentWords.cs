using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Web.Presentation;

/// <summary>Invoices and credit notes in words.</summary>
public sealed class DocumentWords(Texts texts)
{
    public string Name(DocumentSummary document) => texts[document.Kind is DocumentKind.Invoice ? "document.invoice" : "document.credit-note"];

    /// <summary>A text that the document carries in each language; one that it lacks is shown in the language it has.</summary>
    // A document is never rewritten, also when the market has come to offer another language since.
    public string In(IReadOnlyDictionary<string, string> text) =>
        text.TryGetValue(texts.Locale, out var found) ? found : text.Values.FirstOrDefault("");

    /// <summary>A credit note's amounts are positive on paper, and less than nothing in a list beside invoices.</summary>
    public static Money Signed(DocumentSummary document) =>
        document.Kind is DocumentKind.Invoice ? document.Total : Money.Zero(document.Total.Currency) - document.Total;

    /// <summary><c>9,975 %</c>, <c>9.975%</c>.</summary>
    public string Rate(int ratePpm) => texts["document.rate", (ratePpm / 10_000m).ToString("0.####", texts.Culture)];

    public string Way(PaymentPart part) => texts[$"document.paid.{part.Way}"];

    public string Month(int year, int month)
    {
        var name = new DateOnly(year, month, 1).ToString("MMMM yyyy", texts.Culture);
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToUpper(name[0], texts.Culture)}{name[1..]}");
    }
}
