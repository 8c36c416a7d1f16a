using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

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

    /// <summary>The language the contractor reads.</summary>
    public string Locale { get; private set; } = "";

    /// <summary>In the market's format.</summary>
    public string? Licence { get; private set; }

    /// <summary>In which they serve homeowners.</summary>
    public string[] Languages { get; private set; } = [];

    public string[] Regions { get; private set; } = [];

    public string[] Services { get; private set; } = [];

    /// <summary>Postal areas they named.</summary>
    public string[] Areas { get; private set; } = [];

    /// <summary>The postal area that the distance is measured from.</summary>
    public string? BaseArea { get; private set; }

    public int? DistanceKm { get; private set; }

    /// <summary>Postal areas they named, and those within the distance.</summary>
    public string[] CoveredAreas { get; private set; } = [];

    /// <summary>Since when they want no leads.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Billing's plan, copied for early access alone: prices are asked for. Null until it was heard of.</summary>
    public string? Plan { get; private set; }

    /// <summary>As of when the plan was known; older news of it changes nothing.</summary>
    public DateTimeOffset? PlanSince { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="plan">The plan that contractors register on.</param>
    public static Contractor Open(ContractorId id, string plan, DateTimeOffset at) => new() { Id = id, Plan = plan, PlanSince = at, CreatedAt = at };

    public void Describe(string company, string contactName, string phone, string locale) =>
        (Company, ContactName, Phone, Locale) = (company, contactName, phone, locale);

    public void ReachAt(string email) => Email = email;

    public void Hold(string? licence) => Licence = licence;

    public void Serve(IEnumerable<string> languages) => Languages = [.. languages.Distinct(StringComparer.Ordinal)];

    public void Cover(Coverage coverage, PostalAreas market) => (Regions, Services, Areas, BaseArea, DistanceKm, CoveredAreas) = (
        [.. coverage.Regions.Distinct(StringComparer.Ordinal)], [.. coverage.Services.Distinct(StringComparer.Ordinal)],
        [.. coverage.Areas.Distinct(StringComparer.Ordinal)], coverage.Base?.Code, coverage.DistanceKm,
        [.. coverage.AllAreas(market).Distinct(StringComparer.Ordinal)]);

    /// <summary>The board's SQL says the same.</summary>
    public bool Covers(Listing listing) =>
        Services.Contains(listing.Service) && (Regions.Contains(listing.Region) || CoveredAreas.Contains(listing.PostalPrefix));

    public void Pause(DateTimeOffset at) => PausedAt ??= at;

    public void Resume() => PausedAt = null;

    /// <summary>Why this contractor may start no unlock at all, or null.</summary>
    public Error? RefusalToBuy(ContractorRules rules) => RefusalToBuy(PausedAt is not null, Licence is not null, rules);

    /// <summary>The same, from a row.</summary>
    public static Error? RefusalToBuy(bool paused, bool licensed, ContractorRules rules)
    {
        if (paused) return ContractorErrors.Paused;
        return rules.Licence is { Required: true } && !licensed ? ContractorErrors.LicenceMissing : null;
    }
}
