using System.Globalization;
using CsvHelper;
using LeadMarket.Billing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>The accountant's file: one line a document, amounts as plain decimals, in UTF-8 with the mark that spreadsheets look for.</summary>
public static class AccountingCsv
{
    // A company may call itself "=1+1", which a spreadsheet would reckon. Numbers are written as numbers and so stay themselves,
    // also below zero. https://owasp.org/www-community/attacks/CSV_Injection
    private static readonly CsvWriterOptions Rules = CsvWriterOptions.Default with
    {
        Injection = CsvInjection.Escape, WriteByteOrderMark = true, FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(IReadOnlyList<AccountingRow> rows)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, Rules, leaveOpen: true))
        {
            var taxes = rows.SelectMany(row => row.TaxCents.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            foreach (var name in (string[])["number", "kind", "subject", "date", "company", "email", "currency", "net", .. taxes, "total", "card", "credit", "balance", "corrects"])
                csv.WriteField(name);
            csv.EndRecord();
            foreach (var row in rows) Write(csv, row, taxes);
        }

        return file.ToArray();
    }

    private static void Write(CsvWriter csv, AccountingRow row, IReadOnlyList<string> taxes)
    {
        csv.WriteField(row.Number);
        csv.WriteField(row.Kind is DocumentKind.Invoice ? "invoice" : "credit-note");
        csv.WriteField(row.Subject is DocumentSubject.Lead ? "lead" : "plan");
        csv.WriteField(row.Day, "yyyy-MM-dd");
        csv.WriteField(CellText.Disarmed(row.Company));
        csv.WriteField(row.Email);
        csv.WriteField(row.Currency);
        foreach (var cents in (long[])[row.NetCents, .. taxes.Select(tax => row.TaxCents.GetValueOrDefault(tax)), row.TotalCents, row.CardCents, row.CreditCents, row.BalanceCents])
            csv.WriteField(cents / 100m, "0.00", CultureInfo.InvariantCulture);
        csv.WriteField(row.Corrects);
        csv.EndRecord();
    }
}
