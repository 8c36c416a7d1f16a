using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>A contractor with leads to work on, bought through the JSON API: the pages of buying have tests of their own.</summary>
public sealed class Buyer(MarketProcesses market, SeededContractor contractor)
{
    public string Email => contractor.Email;

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

    /// <summary>Pays for a lead with a card.</summary>
    /// <returns>The unlock.</returns>
    public async Task<string> Buys(string listing)
    {
        JsonObject started = [];
        // Asked again, an unlock answers where to pay as soon as Stripe has said so.
        await Eventually.Holds(async () =>
        {
            started = await Send(HttpMethod.Post, $"/api/v1/listings/{listing}/unlock", []);
            return started["checkoutUrl"] is not null;
        }, TimeSpan.FromSeconds(20), "Stripe opens a payment page");
        (await market.Sandbox.Pay(new Uri((string)started["checkoutUrl"]!))).ShouldBe(HttpStatusCode.SeeOther);

        var unlock = (string)started["unlockId"]!;
        await Eventually.Holds(
            async () => (await Send(HttpMethod.Get, $"/api/v1/unlocks/{unlock}", order: null))["contact"] is not null, TimeSpan.FromSeconds(20), "the contact is delivered");
        return unlock;
    }

    private async Task<JsonObject> Send(HttpMethod method, string address, JsonObject? order)
    {
        using var request = new HttpRequestMessage(method, address) { Content = order is null ? null : JsonContent.Create(order) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", contractor.Token);
        using var answer = await market.NewVisitor().SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
