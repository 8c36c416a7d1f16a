using System.Globalization;
using System.Text;

namespace LeadMarket.Notifications.Application.Mail.Rendering;

/// <summary>Writes a mail as plain text, for those who read it so and for the filters that compare the two.</summary>
internal static class TextMail
{
    public static string Write(MailDocument document, Wording words)
    {
        var brand = words.Market.Brand;
        var text = new StringBuilder();
        Lines(text, brand.Name);
        Lines(text, document.Heading, new string('=', document.Heading.Length));
        foreach (var block in document.Blocks) Block(text, block, words);
        Lines(text, "-- ", document.Reason);
        text.Append(brand.LegalName).Append('\n')
            .Append(brand.PostalAddress).Append('\n')
            .Append(brand.SupportEmail).Append('\n')
            .Append(words.Say("footer.privacy", ("title", brand.PrivacyOfficer.Title.In(words.Locale)), ("email", brand.PrivacyOfficer.Email)))
            .Append('\n');
        return text.ToString();
    }

    private static void Block(StringBuilder text, MailBlock block, Wording words)
    {
        switch (block)
        {
            case MailBlock.Paragraph paragraph: Lines(text, paragraph.Text); break;
            case MailBlock.Note note: Lines(text, note.Text); break;
            case MailBlock.Button button when button.Address.Scheme == Uri.UriSchemeMailto: break;   // the words above name the address
            case MailBlock.Button button: Lines(text, Pair(button.Label, "", words).TrimEnd(), button.Address.AbsoluteUri); break;
            case MailBlock.Link link: Lines(text, Pair(link.Label, "", words).TrimEnd(), link.Address.AbsoluteUri); break;
            case MailBlock.Facts facts: Lines(text, [.. facts.Rows.Select(row => Pair(row.Label, row.Value, words))]); break;
            case MailBlock.Amounts amounts: Lines(text, [.. amounts.Rows.Select(row => Pair(row.Label, row.Amount, words))]); break;
            case MailBlock.Steps steps:
                Lines(text, [steps.Title, .. steps.Items.Select((step, index) => $"{(index + 1).ToString(CultureInfo.InvariantCulture)}. {step}")]);
                break;
        }
    }

    // French sets a no-break space before a colon.
    private static string Pair(string label, string value, Wording words) => words.Say("text.pair", ("label", label), ("value", value));

    private static void Lines(StringBuilder text, params string[] lines) => text.AppendJoin('\n', lines).Append("\n\n");
}
