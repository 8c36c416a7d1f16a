using LeadMarket.Kernel.Markets;

namespace LeadMarket.Notifications.Application.Mail.Rendering;

/// <summary>Writes a mail as HTML for mail programs: nested tables and inline styles, 600 px, light and dark.</summary>
// Outlook for Windows lays out with Word: no max-width, no padding on links; hence the tables and the conditional comments.
internal static class HtmlMail
{
    public static string Write(MailDocument document, Wording words)
    {
        var brand = words.Market.Brand;
        var light = MailColours.From(brand.Colors.Light);
        var html = new Markup();

        html.Add($"""
            <!doctype html>
            <html lang="{words.Locale}-{words.Market.Country}" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
            <title>{document.Subject}</title>

            """);
        Styles(html, MailColours.From(brand.Colors.Dark));
        html.Add($"""
            </head>
            <body class="ground" style="margin:0;padding:0;background-color:{light.Ground};-webkit-text-size-adjust:100%">
            <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{document.Preheader}</div>
            <table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:{light.Ground}"><tr><td align="center" style="padding:24px 12px">
            <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
            <table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:{light.Surface};border:1px solid {light.Line};border-radius:12px;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
            <tr><td class="stripe" style="padding:24px 32px 0 32px;border-top:6px solid {light.Primary};border-radius:12px 12px 0 0"><span class="brand" style="font-size:20px;line-height:28px;font-weight:700;letter-spacing:-0.2px;color:{light.Primary}">{brand.Name}</span></td></tr>
            <tr><td style="padding:20px 32px 0 32px"><h1 class="text" style="margin:0;font-size:26px;line-height:34px;font-weight:700;color:{light.Text}">{document.Heading}</h1></td></tr>

            """);
        foreach (var block in document.Blocks) HtmlBlocks.Write(html, block, light);
        Identification(html, document, words, brand, light);
        html.Add($"""
            </table>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr></table>
            </body>
            </html>

            """);
        return html.ToString();
    }

    private static void Styles(Markup html, MailColours dark) => html.Add($$"""
        <style>
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (prefers-color-scheme: dark) {
        .ground { background-color: {{dark.Ground}} !important; }
        .sheet { background-color: {{dark.Surface}} !important; border-color: {{dark.Line}} !important; }
        .stripe { border-color: {{dark.Primary}} !important; }
        .text { color: {{dark.Text}} !important; }
        .quiet { color: {{dark.Quiet}} !important; }
        .line { border-color: {{dark.Line}} !important; }
        .brand { color: {{dark.Primary}} !important; }
        .button { background-color: {{dark.Primary}} !important; }
        .button a { color: {{dark.OnPrimary}} !important; }
        }
        </style>

        """);

    // CASL regulations (SOR/2012-36, s. 2): the sender's name, mailing address and a way to reach them.
    private static void Identification(Markup html, MailDocument document, Wording words, Brand brand, MailColours colours) => html.Add($"""
        <tr><td style="padding:28px 32px 28px 32px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="quiet line" style="padding-top:20px;border-top:1px solid {colours.Line};font-size:13px;line-height:20px;color:{colours.Quiet}">
        {document.Reason}<br><br>
        <strong>{brand.LegalName}</strong><br>
        {brand.PostalAddress}<br>
        <a class="quiet" href="mailto:{brand.SupportEmail}" style="color:{colours.Quiet}">{brand.SupportEmail}</a><br>
        {words.Say("footer.privacy", ("title", brand.PrivacyOfficer.Title.In(words.Locale)), ("email", brand.PrivacyOfficer.Email))}
        </td></tr></table></td></tr>

        """);
}
