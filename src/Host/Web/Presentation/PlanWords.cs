using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Presentation;

/// <summary>Puts plans and cards into words, and says what a price is with the market's taxes.</summary>
public sealed class PlanWords(Market market, Texts texts)
{
    private static readonly Dictionary<string, string> Brands = new(StringComparer.Ordinal)
    {
        ["amex"] = "American Express",
        ["diners"] = "Diners Club",
        ["jcb"] = "JCB",
        ["unionpay"] = "UnionPay",
    };

    /// <summary>A plan that has left the market file keeps its key for a name: its subscribers still see what they pay for.</summary>
    public string Name(string key) => market.FindPlan(key)?.Name.In(texts.Locale) ?? key;

    /// <summary>The price of one lead on a plan, before tax.</summary>
    public string LeadPrice(string key) => (market.FindPlan(key) ?? market.EntryPlan).LeadPrice.In(texts.Locale);

    /// <summary>With the taxes of the market, each rounded by itself.</summary>
    public Money TaxesIn(Money price) => price with { Cents = price.Cents + market.Taxes.Sum(tax => tax.On(price.Cents)) };

    /// <summary>From how many leads a month a plan costs less than the entry plan; null where it never does.</summary>
    public int? PaysOffFrom(Plan plan)
    {
        var saved = market.EntryPlan.LeadPrice.Cents - plan.LeadPrice.Cents;
        return saved <= 0 || plan.MonthlyPrice.Cents == 0 ? null : (int)(plan.MonthlyPrice.Cents / saved) + 1;
    }

    public string Tax(string code) => market.Taxes.FirstOrDefault(tax => tax.Code == code)?.Name.In(texts.Locale) ?? code;

    public string Card(SavedCard card) => texts["plan.card", Brand(card.Brand), card.Last4];

    /// <summary>For a button: <c>Visa •••• 4242</c>.</summary>
    public static string CardInShort(SavedCard card) => $"{Brand(card.Brand)}\u00a0•••• {card.Last4}";

    public string Expiry(SavedCard card) => texts["plan.card.expires", card.ExpiryMonth, card.ExpiryYear];

    private static string Brand(string word) =>
        Brands.GetValueOrDefault(word) ?? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word);
}
