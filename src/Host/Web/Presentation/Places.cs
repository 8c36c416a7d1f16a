using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Presentation;

/// <summary>Places as people name them.</summary>
public static class Places
{
    /// <summary><c>Boucherville, Montérégie</c>; <c>Montréal (Outremont)</c> alone, which says its region.</summary>
    public static string Name(string town, string region) =>
        town.StartsWith(region, StringComparison.OrdinalIgnoreCase) ? town : $"{town}, {region}";

    public static string Name(PostalArea area, Market market, string locale) => Name(area.Place, RegionOf(area, market, locale));

    /// <summary>The region's name, or its key when it has left the market file.</summary>
    public static string RegionOf(PostalArea area, Market market, string locale) => market.FindRegion(area.RegionKey)?.Name.In(locale) ?? area.RegionKey;
}
