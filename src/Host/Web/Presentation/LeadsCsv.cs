using System.Globalization;
using CsvHelper;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>A contractor's leads as a spreadsheet of their language opens them: in French semicolons and decimal commas, in English commas
/// and points; in UTF-8 with the mark that spreadsheets look for.</summary>
public sealed class LeadsCsv(Texts texts, Moments moments, ListingWords listings, WorkWords words)
{
    // What a spreadsheet takes for a formula, and the full-width forms that Excel takes for the same signs. Homeowners type names and
    // addresses: "=HYPERLINK(…)" must stay what they typed. https://owasp.org/www-community/attacks/CSV_Injection
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    private static readonly string[] Columns =
    [
        "bought", "name", "phone", "email", "address", "postal-code", "service", "area", "region", "budget", "timeline", "mode", "price", "total", "state",
        "progress", "quoted", "earned", "attempts", "last-attempt", "reminder", "return", "return-state",
    ];

    private CultureInfo Numbers => texts.Locale == "fr" ? texts.Culture : CultureInfo.InvariantCulture;

    public byte[] Write(IReadOnlyList<MyLead> leads)
    {
        using var file = new MemoryStream();
        // Every text is disarmed below; Escape is for one that would be forgotten.
        var rules = CsvWriterOptions.Default with
        {
            Injection = CsvInjection.Escape, WriteByteOrderMark = true, FormatProvider = Numbers, Separator = texts.Locale == "fr" ? ';' : ',',
        };
        using (var csv = CsvWriter.Create(file, rules, leaveOpen: true))
        {
            foreach (var column in Columns) csv.WriteField(texts[$"csv.{column}"]);
            csv.EndRecord();
            foreach (var lead in leads) Write(csv, lead);
        }

        return file.ToArray();
    }

    /// <summary>The text, with an apostrophe before it when a spreadsheet would run it.</summary>
    // Also behind leading spaces, which some programs drop.
    public static string Disarmed(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var first = text.FirstOrDefault(mark => mark is not (' ' or '\u00a0' or '\u3000'));
        return Formulas.Contains(first, StringComparison.Ordinal) || Formulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
    }

    private void Write(CsvWriter csv, MyLead lead)
    {
        var (item, unlock, work, giveBack) = lead;
        var contact = unlock.Contact;
        Day(csv, unlock.PaidAt);
        // As people write it: in E.164 it would begin with a plus, and be taken for a sum.
        foreach (var text in (string?[])[contact?.Name, contact is null ? null : PhoneText.Of(contact.Phone, texts.Locale), contact?.Email, contact?.Address, contact?.PostalCode])
            csv.WriteField(Disarmed(text));
        foreach (var text in (string[])[listings.Service(item), item.Area, listings.Region(item), listings.Budget(item), listings.Timeline(item)])
            csv.WriteField(Disarmed(text));
        csv.WriteField(Disarmed(texts[unlock.Exclusive ? "csv.exclusive" : "csv.shared"]));
        Amount(csv, unlock.Charge is { } charge ? charge.Subtotal - charge.Discount : null);
        Amount(csv, unlock.Charge?.Total);
        csv.WriteField(Disarmed(texts[unlock.WithdrawnAt is null ? $"listing.{unlock.State}" : "listing.withdrawn"]));
        csv.WriteField(Disarmed(words.Progress(work.Progress)));
        Amount(csv, work.Quoted);
        Amount(csv, work.Earned);
        csv.WriteField(work.Attempts, "0", Numbers);
        Day(csv, work.LastAttemptAt);
        Day(csv, work.ReminderAt);
        csv.WriteField(Disarmed(giveBack is null ? null : words.Reason(giveBack.Reason)));
        csv.WriteField(Disarmed(giveBack is null ? null : texts[$"return.state.{giveBack.State}"]));
        csv.EndRecord();
    }

    private void Day(CsvWriter csv, DateTimeOffset? at) =>
        csv.WriteField(at is { } moment ? moments.Here(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");

    private void Amount(CsvWriter csv, Money? amount)
    {
        if (amount is { } money) csv.WriteField(money.Cents / 100m, "0.00", Numbers);
        else csv.WriteField("");
    }
}
