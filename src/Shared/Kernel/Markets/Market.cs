namespace LeadMarket.Kernel.Markets;

/// <summary>Everything that makes the product one trade in one place: a market file, read and checked.</summary>
/// <param name="Locales">Two-letter languages; the first is the default.</param>
/// <param name="Currency">ISO 4217, with two decimals.</param>
/// <param name="TimeZone">Where the market's days begin and end.</param>
/// <param name="Country">ISO 3166, two letters.</param>
/// <param name="Plans">From the one a contractor has on registering, which costs nothing a month.</param>
/// <param name="ContentFolder">Absolute path of the folder with the market's logo and data.</param>
public sealed record Market(
    string Key,
    Brand Brand,
    IReadOnlyList<string> Locales,
    string Currency,
    TimeZoneInfo TimeZone,
    string Country,
    IReadOnlyList<Tax> Taxes,
    IReadOnlyList<Service> Services,
    IReadOnlyList<Region> Regions,
    PostalAreas PostalAreas,
    IReadOnlyList<Choice> Budgets,
    IReadOnlyList<Choice> Timelines,
    IReadOnlyList<Plan> Plans,
    Selling Selling,
    IReadOnlyList<ConsentText> Consents,
    string ContentFolder)
{
    /// <summary>How requests are taken; a market that says nothing of it verifies telephones and keeps drafts for a month.</summary>
    public Intake Intake { get; init; } = Intake.Default;

    /// <summary>Grace after a failed payment, and how documents are numbered.</summary>
    public BillingRules Billing { get; init; } = BillingRules.Default;

    /// <summary>What is asked of contractors.</summary>
    public ContractorRules Contractors { get; init; } = ContractorRules.Default;

    /// <summary>When a bought lead may be given back.</summary>
    public ReturnRules Returns { get; init; } = ReturnRules.None;

    /// <summary>The language of a visitor who has asked for none.</summary>
    public string DefaultLocale => Locales[0];

    /// <summary>The plan of a contractor who has just registered.</summary>
    public Plan EntryPlan => Plans[0];

    /// <summary>The words a homeowner agrees to in order to be contacted.</summary>
    public ConsentText ContactConsent => Consents.First(consent => consent.Key == ConsentText.Contact);

    /// <summary>The consent with this key, or <c>null</c> when the market does not ask for it.</summary>
    public ConsentText? FindConsent(string key) => Consents.FirstOrDefault(consent => consent.Key == key);

    /// <summary>The area of a postal code as typed (<c>h2x 1y4</c>), or <c>null</c> when it is not in this market.</summary>
    public PostalArea? FindArea(string? postalCode) => PostalAreas.Find(postalCode);

    /// <summary>The service with this key, or <c>null</c>.</summary>
    public Service? FindService(string key) => Services.FirstOrDefault(service => service.Key == key);

    /// <summary>How leads of a service are sold.</summary>
    public SellingMode ModeOf(string service) => FindService(service)?.Mode ?? Selling.Mode;

    /// <summary>Most contractors who may buy one lead of a service.</summary>
    public int CapacityOf(string service) => ModeOf(service) is SellingMode.Exclusive ? 1 : Selling.Capacity;

    /// <summary>What being the only buyer of a lead costs, before tax; null where that is not for sale.</summary>
    public Money? ExclusivePriceOf(string service) => FindService(service)?.ExclusivePrice ?? Selling.ExclusivePrice;

    /// <summary>The region with this key, or <c>null</c>.</summary>
    public Region? FindRegion(string key) => Regions.FirstOrDefault(region => region.Key == key);

    /// <summary>The plan with this key, or <c>null</c>.</summary>
    public Plan? FindPlan(string key) => Plans.FirstOrDefault(plan => plan.Key == key);
}
