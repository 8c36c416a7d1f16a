using System.Globalization;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Who asks for quotes, and from where.</summary>
/// <param name="Phone">E.164.</param>
public sealed record Homeowner(string Name, string Email, string Phone, string PostalCode, string Address)
{
    private static int _met;

    /// <summary>Somebody never met before: two tests must not be one person to the duplicate rules.</summary>
    public static Homeowner At(string postalCode) => new(
        "Marie-Christine Beauchamp-Villeneuve",
        $"marie-christine-{Guid.NewGuid():N}@example.com",
        // Of the place, and not of the exchange 555, where seeding finds its people.
        "+1450556" + Interlocked.Increment(ref _met).ToString("0000", CultureInfo.InvariantCulture),
        postalCode,
        "1234, rue du Domaine-Saint-Sulpice");

    /// <summary>As one types it: ten digits.</summary>
    public string TypedPhone => PhoneText.Of(Phone, "en");

    /// <summary>Whatever would let somebody reach them without paying.</summary>
    public IReadOnlyList<string> Secrets => [Name, Email, TypedPhone[4..], Phone[2..], Address, PostalCode];
}
