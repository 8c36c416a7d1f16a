using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Domain;

/// <summary>What brought a lead. A row of its own: erasure deletes it, and nothing of it leaves without the consent to advertising.</summary>
internal sealed class LeadAttribution
{
    private LeadAttribution()
    {
    }

    public LeadId Lead { get; private set; }

    public Attribution Attribution { get; private set; } = new();

    /// <summary>The address of the page with the form.</summary>
    public string? Page { get; private set; }

    /// <summary>The row, or <c>null</c> when nothing is known.</summary>
    public static LeadAttribution? Of(LeadId lead, Attribution? attribution, Uri? page)
    {
        var address = AttributionText.Keep(page);
        if (attribution is null && address is null) return null;
        return new LeadAttribution { Lead = lead, Attribution = attribution ?? new Attribution(), Page = address };
    }
}

/// <summary>Makes a stranger's query string fit to keep. Nothing in it is a reason to turn a homeowner away.</summary>
internal static class AttributionText
{
    private const int Label = 150;

    // Meta's and Google's click ids run to some 200 characters today, and have grown.
    private const int ClickId = 500;
    private const int Address = 1000;

    /// <summary>The attribution with every text salvaged and cut, or <c>null</c> when it says nothing.</summary>
    public static Attribution? Keep(Attribution? seen)
    {
        if (seen is null) return null;
        var kept = new Attribution(
            PlainText.Salvage(seen.Source, Label),
            PlainText.Salvage(seen.Medium, Label),
            PlainText.Salvage(seen.Campaign, Label),
            PlainText.Salvage(seen.Term, Label),
            PlainText.Salvage(seen.Content, Label),
            PlainText.Salvage(seen.Gclid, ClickId),
            PlainText.Salvage(seen.Fbclid, ClickId),
            PlainText.Salvage(seen.Fbp, ClickId),
            PlainText.Salvage(seen.Fbc, ClickId),
            PlainText.Salvage(seen.Referrer, Address),
            seen.SeenAt);
        return kept with { SeenAt = null } == new Attribution() ? null : kept;
    }

    /// <summary>What brought the visitor first, with the advertiser's cookies as they are by now: those are set once the page may ask for them.</summary>
    public static Attribution? Merge(Attribution? first, Attribution? last) =>
        first is null || last is null ? first ?? last : first with { Fbp = last.Fbp ?? first.Fbp, Fbc = last.Fbc ?? first.Fbc };

    public static string? Keep(Uri? page) =>
        page is { IsAbsoluteUri: true } && (page.Scheme == Uri.UriSchemeHttps || page.Scheme == Uri.UriSchemeHttp) ? PlainText.Salvage(page.AbsoluteUri, Address) : null;
}
