using System.Text.RegularExpressions;

namespace LeadMarket.Web.Presentation;

/// <summary>Where one page lives in each language.</summary>
/// <param name="Page">The Razor page, such as <c>/Home</c>.</param>
/// <param name="French">Route template after <c>/fr</c>; parameters carry their constraints.</param>
/// <param name="English">Route template after <c>/en</c>.</param>
/// <param name="Indexed">Search engines may list it: public, and the same for everybody.</param>
public sealed partial record PagePath(string Page, string French, string English, bool Indexed = false)
{
    /// <summary>The route template in a locale of the market.</summary>
    public string Template(string locale) => $"{locale}/{(locale == "fr" ? French : English)}".TrimEnd('/');

    /// <summary>The address with its parameters filled in by name; what the template does not name is left out.</summary>
    public string In(string locale, object? values = null)
    {
        var known = new RouteValueDictionary(values);
        return "/" + Parameter().Replace(Template(locale), match =>
            Convert.ToString(known[match.Groups["name"].Value], System.Globalization.CultureInfo.InvariantCulture) ?? "");
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
