using LeadMarket.Kernel;
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

    public static Charge Charge(long discount = 0)
    {
        var price = 2900 - discount;
        var (gst, qst) = (((price * 50_000) + 500_000) / 1_000_000, ((price * 99_750) + 500_000) / 1_000_000);
        return new(Cad(2900), Cad(discount), [new TaxLine("gst", Cad(gst)), new TaxLine("qst", Cad(qst))], Cad(price + gst + qst));
    }

    public static Money Cad(long cents) => new(cents, "CAD");

    public static Listing Listing(
        string service = "ev-charger", string region = "montreal", int capacity = 3, DateTimeOffset? listedAt = null, DateTimeOffset? expiresAt = null) =>
        Purchasing.Domain.Listing.Open(
            LeadId.New(listedAt ?? Noon), service, region, "Plateau Mont-Royal", "H2X", "under-5000", "now", """{"parking":["garage"],"notes":["Demander Camille au 514 555-0142"]}""", "fr",
            capacity, listedAt ?? Noon, expiresAt ?? (listedAt ?? Noon).AddDays(30));

    public static Contractor Contractor(string[]? regions = null, string[]? services = null)
    {
        var contractor = Purchasing.Domain.Contractor.Open(new ContractorId(Guid.CreateVersion7()), Noon);
        contractor.Describe("Bornes Boréal inc.", "Dominique Roy", "dominique@example.com", "514 555-0199", "fr");
        contractor.Cover(regions ?? ["montreal"], services ?? ["ev-charger"]);
        return contractor;
    }
}
