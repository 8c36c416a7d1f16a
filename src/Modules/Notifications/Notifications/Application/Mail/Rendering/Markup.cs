using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LeadMarket.Notifications.Application.Mail.Rendering;

/// <summary>HTML under construction. Whatever stands in a hole of an interpolated string is encoded: no template can forget.</summary>
internal sealed class Markup
{
    // Accents stay readable in the send log; what has a meaning in HTML never passes.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    public void Add([InterpolatedStringHandlerArgument("")] Hole html) => _ = html;

    public override string ToString() => _html.ToString();

    /// <summary>Literals are markup, holes are words.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Hole(int literalLength, int formattedCount, Markup target)
    {
        private readonly StringBuilder _html = Grown(target._html, literalLength + formattedCount * 16);

        public void AppendLiteral(string markup) => _html.Append(markup);

        public void AppendFormatted(string words) => _html.Append(Encoder.Encode(words));

        private static StringBuilder Grown(StringBuilder html, int by)
        {
            html.EnsureCapacity(html.Length + by);
            return html;
        }
    }
}
