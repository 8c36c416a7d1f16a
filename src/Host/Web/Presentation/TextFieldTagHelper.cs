using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LeadMarket.Web.Presentation;

/// <summary>One field of a form: label above, hint and error tied to the input by <c>aria-describedby</c>.</summary>
[HtmlTargetElement("text-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextFieldTagHelper(Texts texts) : TagHelper
{
    /// <summary>The name it is posted under, as the API spells it.</summary>
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Value { get; set; }

    public string? Hint { get; set; }

    public FormErrors Errors { get; set; } = FormErrors.None;

    /// <summary>Name under which errors know it, when it differs from <see cref="Name"/>.</summary>
    public string? ErrorName { get; set; }

    /// <summary>Said after the error: which part of a long answer it is about.</summary>
    public string? ErrorDetail { get; set; }

    /// <summary>An HTML input type, or <c>textarea</c>.</summary>
    public string Type { get; set; } = "text";

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    public string? Autocapitalize { get; set; }

    public string? Unit { get; set; }

    public int? Maxlength { get; set; }

    public bool Optional { get; set; }

    /// <summary><c>short</c> or <c>medium</c>: how much is expected, told by the width.</summary>
    public string? Width { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = FormErrors.IdOf(ErrorName ?? Name);
        var error = Errors[ErrorName ?? Name];

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error is null ? "field" : "field field-wrong");

        var label = Element("label", "field-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (Optional) label.InnerHtml.AppendHtml(" ").AppendHtml(Element("span", "field-optional", texts["form.optional"]));
        output.Content.AppendHtml(label);
        if (Hint is not null) output.Content.AppendHtml(Element("p", "field-hint", Hint, id + "-hint"));
        if (error is not null) output.Content.AppendHtml(Element("p", "field-error", ErrorDetail is null ? error : $"{error} {ErrorDetail}", id + "-error"));
        output.Content.AppendHtml(Unit is null ? Input(id, error) : WithUnit(Input(id, error), id));
    }

    private TagBuilder Input(string id, string? error)
    {
        var area = Type == "textarea";
        var input = Element(area ? "textarea" : "input", "input" + (Width is null ? "" : " input-" + Width));
        input.Attributes["id"] = id;
        input.Attributes["name"] = Name;
        if (area) input.InnerHtml.Append("\n" + Value);
        else
        {
            input.TagRenderMode = TagRenderMode.SelfClosing;
            input.Attributes["type"] = Type;
            if (Value is not null && Type != "password") input.Attributes["value"] = Value;
        }

        Set(input, "autocomplete", Autocomplete);
        Set(input, "inputmode", Inputmode);
        Set(input, "autocapitalize", Autocapitalize);
        Set(input, "maxlength", Maxlength?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var described = string.Join(' ', new[] { Hint is null ? null : id + "-hint", error is null ? null : id + "-error", Unit is null ? null : id + "-unit" }.OfType<string>());
        Set(input, "aria-describedby", described.Length == 0 ? null : described);
        if (error is not null) input.Attributes["aria-invalid"] = "true";
        if (!Optional) input.Attributes["aria-required"] = "true";
        return input;
    }

    private TagBuilder WithUnit(TagBuilder input, string id)
    {
        var row = Element("div", "input-with-unit");
        var unit = Element("span", "input-unit", Unit!, id + "-unit");
        // "$8,500" in English, « 8 500 $ » in French; any other unit follows its number.
        if (Unit is AmountText.Dollar && texts.Locale is not "fr") row.InnerHtml.AppendHtml(unit).AppendHtml(input);
        else row.InnerHtml.AppendHtml(input).AppendHtml(unit);
        return row;
    }

    private static TagBuilder Element(string tag, string cssClass, string? words = null, string? id = null)
    {
        var element = new TagBuilder(tag);
        element.Attributes["class"] = cssClass;
        if (id is not null) element.Attributes["id"] = id;
        if (words is not null) element.InnerHtml.Append(words);
        return element;
    }

    private static void Set(TagBuilder element, string attribute, string? value)
    {
        if (value is not null) element.Attributes[attribute] = value;
    }
}
