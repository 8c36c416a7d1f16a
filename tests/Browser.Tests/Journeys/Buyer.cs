using System.Net;
using LeadMarket.TestKit;
using LeadMarket.TestKit.Api;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>A contractor with leads to work on, bought through the JSON API: the pages of buying have tests of their own.</summary>
public sealed class Buyer(MarketProcesses market, SeededContractor account)
{
    private readonly Contractor _contractor = new(market.NewVisitor(), account);

    public string Email => account.Email;

    /// <summary>A new company that buys so many new leads, one after the other.</summary>
    /// <returns>The buyer, and the unlocks in the order of buying.</returns>
    public static async Task<(Buyer Buyer, IReadOnlyList<string> Unlocks)> Of(MarketProcesses market, string region, int leads)
    {
        var seeded = await market.Sandbox.Seed(contractors: 1, leads, region: region, service: "heat-pump");
        var buyer = new Buyer(market, seeded.Contractors[0]);
        var unlocks = new List<string>();
        foreach (var lead in seeded.Leads) unlocks.Add(await buyer.Buys(lead.ListingId));
        return (buyer, unlocks);
    }

    /// <summary>Pays for a lead with a card, and waits for its contact.</summary>
    /// <returns>The unlock.</returns>
    public async Task<string> Buys(string listing)
    {
        var unlock = await Pays(listing);
        await _contractor.WaitFor(unlock.UnlockId, "paid");
        return unlock.UnlockId.ToString();
    }

    /// <summary>Pays for a lead with a card.</summary>
    internal async Task<Answer> Pays(string listing)
    {
        var unlock = await _contractor.Unlock(listing);
        unlock.Status.ShouldBe(HttpStatusCode.Created);
        (await market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        return unlock;
    }
}
