using System.Globalization;
using LeadMarket.Leads.Application.Conversions;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Infrastructure.Meta;

/// <summary>A lead in Meta's words.</summary>
/// <param name="country">ISO 3166, two letters.</param>
/// <param name="site">Where the form is, for a lead whose page is not known.</param>
internal sealed class MetaEvents(string country, Uri site)
{
    public MetaEvent Of(DueConversion conversion)
    {
        var facts = conversion.Facts;
        return new MetaEvent(
            "Lead",
            conversion.At.ToUnixTimeSeconds(),
            conversion.EventId,
            "website",
            SourceUrl(facts.Page),
            new MetaUser(
                // The town is left out: Meta's own libraries disagree on what becomes of "Montréal".
                [MetaHash.Email(facts.Email)], [MetaHash.Phone(facts.Phone)], [MetaHash.PostalCode(facts.PostalCode)], [MetaHash.Country(country)],
                facts.IpAddress, facts.UserAgent ?? "", facts.Attribution?.Fbp, Fbc(facts.Attribution, conversion.At)),
            new MetaCustomData(facts.Service, facts.Region));
    }

    /// <summary>The click as Meta's cookie spells it, or made from the click id of the address. Its case is kept: Meta compares it.</summary>
    private static string? Fbc(Attribution? attribution, DateTimeOffset at)
    {
        if (attribution?.Fbc is { Length: > 0 } cookie) return cookie;
        if (attribution?.Fbclid is not { Length: > 0 } click) return null;
        var seen = (attribution.SeenAt ?? at).ToUnixTimeMilliseconds();
        return string.Create(CultureInfo.InvariantCulture, $"fb.1.{seen}.{click}");
    }

    // A form's address holds its draft's id, which opens it: the path is told up to there, and no query.
    private string SourceUrl(string? page)
    {
        if (!Uri.TryCreate(page, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return site.AbsoluteUri;
        var open = address.Segments.TakeWhile(segment => !Guid.TryParse(segment.TrimEnd('/'), out _));
        return address.GetLeftPart(UriPartial.Authority) + string.Concat(open);
    }
}
