using System.Globalization;
using System.Resources;

namespace LeadMarket.Web.Presentation;

/// <summary>The words of the product by language and key: <c>Resources/Texts.{locale}.resx</c>, and <c>RequestTexts</c> for the
/// homeowner's own page and what staff see of requests, <c>PlanTexts</c> for plans and credits, <c>BooksTexts</c> for invoices and
/// what staff see of money, <c>AccountTexts</c> for a contractor's account, <c>WorkTexts</c> for bought leads and their returns.</summary>
public static class TextBook
{
    private static readonly ResourceManager[] Books =
    [
        new("LeadMarket.Web.Resources.Texts", typeof(TextBook).Assembly),
        new("LeadMarket.Web.Resources.RequestTexts", typeof(TextBook).Assembly),
        new("LeadMarket.Web.Resources.PlanTexts", typeof(TextBook).Assembly),
        new("LeadMarket.Web.Resources.BooksTexts", typeof(TextBook).Assembly),
        new("LeadMarket.Web.Resources.AccountTexts", typeof(TextBook).Assembly),
        new("LeadMarket.Web.Resources.WorkTexts", typeof(TextBook).Assembly),
    ];

    /// <summary>The words under a key, or <c>null</c>. Never another language's: that would hide what is missing.</summary>
    public static string? Find(string locale, string key) =>
        Books.Select(book => book.GetResourceSet(CultureInfo.GetCultureInfo(locale), createIfNotExists: true, tryParents: false)?.GetString(key))
            .FirstOrDefault(text => text is not null);
}
