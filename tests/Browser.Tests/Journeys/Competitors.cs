using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;
using LeadMarket.TestKit.Api;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Other contractors, who work through the JSON API.</summary>
public sealed class Competitors(MarketProcesses market)
{
    /// <summary>Has so many contractors hold a slot each.</summary>
    public async Task Hold(string listing, int slots)
    {
        var seeded = await market.Sandbox.Seed(contractors: slots, leads: 0);
        foreach (var account in seeded.Contractors)
        {
            // While Stripe has not answered the slot is held all the same.
            var asked = await new Contractor(market.NewVisitor(), account).AskForUnlock(listing);
            asked.Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Accepted);
        }
    }

    /// <summary>Has so many contractors buy the one lead there is of a service in a region.</summary>
    /// <returns>Their e-mail addresses. Their companies are "Rénovation 1", "Rénovation 2" and so on.</returns>
    public async Task<IReadOnlyList<string>> Buy(string service, string region, int contractors)
    {
        var seeded = await market.Sandbox.Seed(contractors, leads: 0);
        var listing = await FindListing(service, region, seeded.Contractors[0]);
        foreach (var account in seeded.Contractors) await new Buyer(market, account).Pays(listing);
        return [.. seeded.Contractors.Select(account => account.Email)];
    }

    private async Task<string> FindListing(string service, string region, SeededContractor account)
    {
        var contractor = new Contractor(market.NewVisitor(), account);
        JsonArray listed = [];
        await Eventually.Holds(async () =>
        {
            var board = await contractor.Board($"?service={service}&region={region}");
            return (listed = board.Body["items"]!.AsArray()).Count > 0;
        }, TimeSpan.FromSeconds(20), $"a lead for {service} in {region} is on the board");
        return (string)listed.ShouldHaveSingleItem()!["listingId"]!;
    }
}
