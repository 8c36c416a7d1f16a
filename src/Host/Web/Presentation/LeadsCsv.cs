using System.Globalization;
using CsvHelper;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>A contractor's leads as a spreadsheet of their language opens them: in French semicolons and decimal commas, in English commas
/// and points; in UTF-8 with the mark that spreadsheets look for.</summary>
public sealed class LeadsCsv(Texts texts, Moments moments, ListingWords listings, WorkWords words)
{
    private static readonly string[] Columns =
    [
        "bought", "name", "phone", "email", "address", "postal-code", "service", "area", "region", "budget", "timeline", "mode", "price", "total", "state",
        "progress", "quoted", "earned", "attempts", "last-attempt", "reminder", "return", "return-state",
    ];

    private CultureInfo Numbers => texts.Locale == "fr" ? texts.Culture : CultureInfo.InvariantCulture;

    /// <summary>Writes part after part as it is read, so that the memory holds one of them.</summary>
    /// <param name="further">Reads the part at a cursor.</param>
    public async Task Write(Stream file, MyLeadsPart first, Func<string, Task<MyLeadsPart>> further, CancellationToken cancel)
    {
        await file.WriteAsync(Lines(first.Items, first: true), cancel);
        for (var cursor = first.NextCursor; cursor is not null;)
        {
            var part = await further(cursor);
            await file.WriteAsync(Lines(part.Items, first: false), cancel);
            cursor = part.NextCursor;
        }
    }

    private byte[] Lines(IReadOnlyList<MyLead> leads, bool first)
    {
        using var file = new MemoryStream();
        // Every text is disarmed below; Escape is for one that would be forgotten.
        var rules = CsvWriterOptions.Default with
        {
            Injection = CsvInjection.Escape, WriteByteOrderMark = first, FormatProvider = Numbers, Separator = texts.Locale == "fr" ? ';' : ',',
        };
        using (var csv = CsvWriter.Create(file, rules, leaveOpen: true))
        {
            if (first)
            {
                foreach (var column in Columns) csv.WriteField(texts[$"csv.{column}"]);
                csv.EndRecord();
            }

            foreach (var lead in leads) Write(csv, lead);
        }

        return file.ToArray();
    }

    private void Write(CsvWriter csv, MyLead lead)
    {
        var (item, unlock, work, giveBack) = lead;
        var contact = unlock.Contact;
        Day(csv, unlock.PaidAt);
        // As people write it: in E.164 it would begin with a plus, and be taken for a sum.
        foreach (var text in (string?[])[contact?.Name, contact is null ? null : PhoneText.Of(contact.Phone, texts.Locale), contact?.Email, contact?.Address, contact?.PostalCode])
            csv.WriteField(CellText.Disarmed(text));
        foreach (var text in (string[])[listings.Service(item), item.Area, listings.Region(item), listings.Budget(item), listings.Timeline(item)])
            csv.WriteField(CellText.Disarmed(text));
        csv.WriteField(CellText.Disarmed(texts[unlock.Exclusive ? "csv.exclusive" : "csv.shared"]));
        Amount(csv, lead.Charges.Sum(charge => charge.Subtotal - charge.Discount));
        Amount(csv, lead.Charges.Sum(charge => charge.Total));
        csv.WriteField(CellText.Disarmed(texts[unlock.WithdrawnAt is null ? $"listing.{unlock.State}" : "listing.withdrawn"]));
        csv.WriteField(CellText.Disarmed(words.Progress(work.Progress)));
        Amount(csv, work.Quoted);
        Amount(csv, work.Earned);
        csv.WriteField(work.Attempts, "0", Numbers);
        Day(csv, work.LastAttemptAt);
        Day(csv, work.ReminderAt);
        csv.WriteField(CellText.Disarmed(giveBack is null ? null : words.Reason(giveBack.Reason)));
        csv.WriteField(CellText.Disarmed(giveBack is null ? null : texts[$"return.state.{giveBack.State}"]));
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
