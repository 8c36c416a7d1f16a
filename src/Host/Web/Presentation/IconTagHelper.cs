using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LeadMarket.Web.Presentation;

/// <summary>An icon of the product's stroke set: 24 units square, drawn in the colour of the text beside it. Decoration: the
/// words next to it carry the meaning.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private static readonly Dictionary<string, string> Strokes = new(StringComparer.Ordinal)
    {
        ["ev-charger"] = "M5 21V5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v16 M3 21h14 M15 11h2a2 2 0 0 1 2 2v4a1.5 1.5 0 0 0 3 0V9l-3-3 M11 7l-3 5h4l-3 5",
        ["heat-pump"] = "M3 5h18v14H3z M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z M12 8v8 M8 12h8 M6 19v2 M18 19v2",
        ["solar-panels"] = "M5 10h14l2.5 9h-19z M12 10v9 M4 14.5h16 M12 2v2 M7 3.5l1 1.7 M17 3.5l-1 1.7 M9 7.5a3 3 0 0 1 6 0",
        ["home"] = "M3 11l9-8 9 8 M5 9.5V21h14V9.5 M10 21v-6h4v6",
        ["check"] = "M5 12.5l4.5 4.5L19 7.5",
        ["arrow-right"] = "M5 12h14 M13 6l6 6-6 6",
        ["arrow-left"] = "M19 12H5 M11 6l-6 6 6 6",
        ["phone"] = "M6 3h3.5l1.5 5-2.2 1.6a12 12 0 0 0 5.6 5.6L16 13l5 1.5V18a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
        ["mail"] = "M3 6h18v12H3z M3 7l9 7 9-7",
        ["pin"] = "M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21z M14.5 9.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
        ["clock"] = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z M12 7v5l3.5 2",
        ["calendar"] = "M4 6h16v15H4z M4 10.5h16 M8 3v5 M16 3v5",
        ["wallet"] = "M3 7h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z M3 7l12-3v3 M16.5 13.5h.01",
        ["card"] = "M3 5h18v14H3z M3 9.5h18 M6.5 15h4",
        ["coins"] = "M15 8a6 3 0 1 1-12 0 6 3 0 0 1 12 0z M3 8v4.5c0 1.7 2.7 3 6 3s6-1.3 6-3V8 M15 11.2c3.4 0 6 1.3 6 3s-2.7 3-6 3-6-1.3-6-3 M9 15.5v2.3c0 1.7 2.7 3 6 3s6-1.3 6-3v-3.6",
        ["chart"] = "M4 20h17 M6.5 20v-7 M12 20V6 M17.5 20v-10",
        ["more"] = "M6.5 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0z M13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0z M19.5 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0z",
        ["lock"] = "M5 11h14v10H5z M8 11V7.5a4 4 0 0 1 8 0V11",
        ["shield"] = "M12 3l8 3v6c0 4.5-3.2 7.8-8 9-4.8-1.2-8-4.5-8-9V6z M8.5 12l2.5 2.5 4.5-4.5",
        ["users"] = "M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z M2.5 20a6.5 6.5 0 0 1 13 0 M16 4.8a3.5 3.5 0 0 1 0 6.4 M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
        ["board"] = "M4 4h7v9H4z M13 4h7v5h-7z M13 12h7v8h-7z M4 16h7v4H4z",
        ["folder"] = "M3 6h6l2 2.5h10V19H3z",
        ["map"] = "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2z M9 4v14 M15 6v14",
        ["tag"] = "M4 4h8l8.5 8.5-8 8L4 12z M8 8h.01",
        ["alert"] = "M12 3.5L22 20.5H2z M12 10v5 M12 17.8h.01",
        ["info"] = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z M12 11v5.5 M12 7.8h.01",
        ["language"] = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z M3 12h18 M12 3c3 3 3.8 6 3.8 9S15 18 12 21c-3-3-3.8-6-3.8-9S9 6 12 3z",
        ["user"] = "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0z M4 21a8 8 0 0 1 16 0",
        ["filter"] = "M4 6h16 M7 12h10 M10 18h4",
        ["close"] = "M6 6l12 12 M18 6L6 18",
        ["copy"] = "M9 9h11v11H9z M6 15H4V4h11v2",
        ["bookmark"] = "M6 3h12v18l-6-5-6 5z",
        ["invoice"] = "M6 3h12v18l-3-2-3 2-3-2-3 2z M9 8h6 M9 12h6",
        ["message"] = "M4 5h16v11H10l-5 4.5V16H4z M8 9h8 M8 12.2h5",
        ["bell"] = "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z M10 20.5h4",
        ["undo"] = "M4 9h10.5a5.5 5.5 0 0 1 0 11H8 M8 5L4 9l4 4",
        ["pen"] = "M4 20h4L19 9l-4-4L4 16z M13 7l4 4",
        ["print"] = "M7 9V3h10v6 M7 17H4V9h16v8h-3 M7 14h10v7H7z",
        ["download"] = "M12 4v11 M7 10.5l5 5 5-5 M4 20h16",
        ["sign-out"] = "M14 4H5v16h9 M10 12h11 M17 8l4 4-4 4",
    };

    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Attributes.SetAttribute("class", $"icon {context.AllAttributes["class"]?.Value}".TrimEnd());
        output.Content.SetHtmlContent($"<path d=\"{Strokes.GetValueOrDefault(Name, Strokes["home"])}\"/>");
    }
}
