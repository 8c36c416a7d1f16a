using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests;

/// <summary>A lead, a contractor who covers it, and what it costs: $29 with Quebec's taxes.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly Uri Checkout = new("https://checkout.example/pay");

    public static readonly ReturnAddresses ReturnTo = new(new Uri("https://site.example/paid"), new Uri("https://site.example/left"));

    public static readonly LeadContact Homeowner = new("Camille Tremblay", "camille@example.com", "+15145550142", "1, rue Test", "H2X 1Y4", "fr", ["evening"]);

    public static Charge Charge(long discount = 0, long list = 2900)
    {
        var price = list - discount;
        var (gst, qst) = (((price * 50_000) + 500_000) / 1_000_000, ((price * 99_750) + 500_000) / 1_000_000);
        return new(Cad(list), Cad(discount), [new TaxLine("gst", Cad(gst)), new TaxLine("qst", Cad(qst))], Cad(price + gst + qst));
    }

    /// <summary>Of an order without coupon, credits or card.</summary>
    public static UnlockOrder Order { get; } = new(ReturnTo);

    public static Money Cad(long cents) => new(cents, "CAD");

    public static Listing Listing(
        string service = "ev-charger", string region = "montreal", int capacity = 3, DateTimeOffset? listedAt = null, DateTimeOffset? expiresAt = null,
        string postalPrefix = "H2X", string budget = "under-5000", string timeline = "now", string locale = "fr", SellingMode mode = SellingMode.Shared) =>
        Purchasing.Domain.Listing.Open(
            LeadId.New(listedAt ?? Noon), service, region, "Plateau Mont-Royal", postalPrefix, budget, timeline, """{"parking":["garage"],"notes":["Demander Camille au 514 555-0142"]}""", locale,
            capacity, listedAt ?? Noon, expiresAt ?? (listedAt ?? Noon).AddDays(30), mode);

    public static Contractor Contractor(string[]? regions = null, string[]? services = null, string[]? areas = null, string plan = "elite")
    {
        var contractor = Purchasing.Domain.Contractor.Open(new ContractorId(Guid.CreateVersion7()), plan, Noon);
        contractor.Describe("Bornes Boréal inc.", "Dominique Roy", "514 555-0199", "fr");
        contractor.ReachAt("dominique@example.com");
        contractor.Serve(["fr"]);
        contractor.Cover(new Coverage(regions ?? ["montreal"], services ?? ["ev-charger"], areas ?? []), TestMarket.Areas);
        return contractor;
    }
}
