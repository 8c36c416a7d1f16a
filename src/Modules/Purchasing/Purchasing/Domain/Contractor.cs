using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A company that buys leads, and where and for what it wants them.</summary>
internal sealed class Contractor : Aggregate
{
    private Contractor()
    {
    }

    public ContractorId Id { get; private set; }

    public string Company { get; private set; } = "";

    public string ContactName { get; private set; } = "";

    public string Email { get; private set; } = "";

    public string Phone { get; private set; } = "";

    public string Locale { get; private set; } = "";

    public string[] Regions { get; private set; } = [];

    public string[] Services { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public static Contractor Open(ContractorId id, DateTimeOffset at) => new() { Id = id, CreatedAt = at };

    public void Describe(string company, string contactName, string email, string phone, string locale) =>
        (Company, ContactName, Email, Phone, Locale) = (company, contactName, email, phone, locale);

    public void Cover(IEnumerable<string> regions, IEnumerable<string> services) =>
        (Regions, Services) = ([.. regions.Distinct(StringComparer.Ordinal)], [.. services.Distinct(StringComparer.Ordinal)]);

    public bool Covers(Listing listing) => Regions.Contains(listing.Region) && Services.Contains(listing.Service);
}
