using System.Globalization;

namespace LeadMarket.Notifications.Application.Mail.Rendering;

/// <summary>Draws each kind of block as rows of the sheet's table.</summary>
internal static class HtmlBlocks
{
    public static void Write(Markup html, MailBlock block, MailColours colours)
    {
        switch (block)
        {
            case MailBlock.Paragraph paragraph: Paragraph(html, paragraph, colours); break;
            case MailBlock.Facts facts: Facts(html, facts, colours); break;
            case MailBlock.Steps steps: Steps(html, steps, colours); break;
            case MailBlock.Amounts amounts: Amounts(html, amounts, colours); break;
            case MailBlock.Button button: Button(html, button, colours); break;
            case MailBlock.Link link: Link(html, link, colours); break;
            case MailBlock.Note note: Note(html, note, colours); break;
        }
    }

    private static void Paragraph(Markup html, MailBlock.Paragraph paragraph, MailColours colours) => html.Add($"""
        <tr><td class="text" style="padding:16px 32px 0 32px;font-size:16px;line-height:25px;color:{colours.Text};overflow-wrap:anywhere;word-break:break-word">{paragraph.Text}</td></tr>

        """);

    private static void Note(Markup html, MailBlock.Note note, MailColours colours) => html.Add($"""
        <tr><td class="quiet" style="padding:16px 32px 0 32px;font-size:14px;line-height:21px;color:{colours.Quiet};overflow-wrap:anywhere;word-break:break-word">{note.Text}</td></tr>

        """);

    private static void Link(Markup html, MailBlock.Link link, MailColours colours) => html.Add($"""
        <tr><td class="quiet" style="padding:16px 32px 0 32px;font-size:14px;line-height:21px;color:{colours.Quiet}"><a class="quiet" href="{link.Address.AbsoluteUri}" style="color:{colours.Quiet};text-decoration:underline">{link.Label}</a></td></tr>

        """);

    // The padding is the cell's and the link's, so that all of it can be pressed (48 px high) where links take padding.
    private static void Button(Markup html, MailBlock.Button button, MailColours colours) => html.Add($"""
        <tr><td style="padding:24px 32px 8px 32px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" align="center" bgcolor="{colours.Primary}" style="border-radius:8px;background-color:{colours.Primary};mso-padding-alt:12px 28px"><a href="{button.Address.AbsoluteUri}" style="display:inline-block;padding:12px 28px;font-size:16px;line-height:24px;font-weight:600;color:{colours.OnPrimary};text-decoration:none">{button.Label}</a></td></tr></table></td></tr>

        """);

    private static void Facts(Markup html, MailBlock.Facts facts, MailColours colours)
    {
        Open(html);
        foreach (var (label, value) in facts.Rows)
        {
            html.Add($"""
                <tr><td class="quiet line" valign="top" width="38%" style="padding:10px 12px 10px 0;border-bottom:1px solid {colours.Line};font-size:14px;line-height:22px;color:{colours.Quiet}">{label}</td><td class="text line" valign="top" style="padding:10px 0;border-bottom:1px solid {colours.Line};font-size:15px;line-height:22px;font-weight:600;color:{colours.Text};overflow-wrap:anywhere;word-break:break-word">{value}</td></tr>

                """);
        }

        Close(html);
    }

    private static void Steps(Markup html, MailBlock.Steps steps, MailColours colours)
    {
        html.Add($"""
            <tr><td class="text" style="padding:28px 32px 0 32px"><h2 class="text" style="margin:0;font-size:18px;line-height:26px;font-weight:700;color:{colours.Text}">{steps.Title}</h2></td></tr>

            """);
        Open(html);
        foreach (var (number, step) in steps.Items.Index())
        {
            html.Add($"""
                <tr><td class="brand" valign="top" width="28" style="padding:6px 0;font-size:16px;line-height:24px;font-weight:700;color:{colours.Primary}">{(number + 1).ToString(CultureInfo.InvariantCulture)}.</td><td class="text" style="padding:6px 0;font-size:16px;line-height:24px;color:{colours.Text}">{step}</td></tr>

                """);
        }

        Close(html);
    }

    private static void Amounts(Markup html, MailBlock.Amounts amounts, MailColours colours)
    {
        Open(html);
        foreach (var (index, (label, amount)) in amounts.Rows.Index())
        {
            var (size, weight, rule) = index == amounts.Rows.Count - 1 ? ("18px", "700", "2px") : ("15px", "400", "0");
            html.Add($"""
                <tr><td class="text line" style="padding:7px 12px 7px 0;border-top:{rule} solid {colours.Line};font-size:{size};line-height:24px;font-weight:{weight};color:{colours.Text}">{label}</td><td class="text line" align="right" style="padding:7px 0;border-top:{rule} solid {colours.Line};font-size:{size};line-height:24px;font-weight:{weight};color:{colours.Text};white-space:nowrap;font-variant-numeric:tabular-nums">{amount}</td></tr>

                """);
        }

        Close(html);
    }

    private static void Open(Markup html) => html.Add($"""<tr><td style="padding:16px 32px 0 32px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">""");

    private static void Close(Markup html) => html.Add($"""
        </table></td></tr>

        """);
}
