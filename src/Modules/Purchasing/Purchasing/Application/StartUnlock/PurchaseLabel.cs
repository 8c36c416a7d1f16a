using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>What is bought, as Stripe's page and the invoice name it. In each language of the market: the invoice can be read in all of them.</summary>
internal static class PurchaseLabel
{
    public static LocalizedText Of(UnlockProgress unlock, Market market) =>
        new(market.Locales.ToDictionary(locale => locale, locale => In(locale, unlock, market), StringComparer.Ordinal));

    // A language we have no words for reads the lead's name alone.
    private static string In(string locale, UnlockProgress unlock, Market market)
    {
        var lead = $"{market.FindService(unlock.Service)?.Name.In(locale) ?? unlock.Service} – {unlock.Area}";
        var kind = unlock.IsUpgrade ? PurchaseTexts.Find(locale, "label.upgrade") : unlock.Offer is null ? null : PurchaseTexts.Find(locale, "label.exclusive");
        return kind is null ? lead : $"{lead}, {kind}";
    }
}
