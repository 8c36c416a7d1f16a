using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Other contractors, who work through the JSON API.</summary>
public sealed class Competitors(MarketProcesses market)
{
    /// <summary>Has so many contractors hold a slot each.</summary>
    public async Task Hold(string listing, int slots)
    {
        var seeded = await market.Sandbox.Seed(contractors: slots, leads: 0);
        foreach (var contractor in seeded.Contractors) await Unlock(listing, contractor);
    }

    /// <summary>Has so many contractors buy the one lead there is of a service in a region.</summary>
    /// <returns>Their e-mail addresses. Their companies are "Rénovation 1", "Rénovation 2" and so on.</returns>
    public async Task<IReadOnlyList<string>> Buy(string service, string region, int contractors)
    {
        var seeded = await market.Sandbox.Seed(contractors, leads: 0);
        var listing = await FindListing(service, region, seeded.Contractors[0]);
        foreach (var contractor in seeded.Contractors)
        {
            Uri? checkout = null;
            // Asked again, an unlock answers where to pay as soon as Stripe has said so.
            await Eventually.Holds(
                async () => (checkout = await Unlock(listing, contractor)) is not null, TimeSpan.FromSeconds(20), "Stripe opens a payment page");
            (await market.Sandbox.Pay(checkout!)).ShouldBe(HttpStatusCode.SeeOther);
        }

        return [.. seeded.Contractors.Select(contractor => contractor.Email)];
    }

    private async Task<string> FindListing(string service, string region, SeededContractor contractor)
    {
        JsonArray listed = [];
        await Eventually.Holds(async () =>
        {
            var board = await Send(contractor, HttpMethod.Get, $"/api/v1/board?service={service}&region={region}", order: null, HttpStatusCode.OK);
            return (listed = board["items"]!.AsArray()).Count > 0;
        }, TimeSpan.FromSeconds(20), $"a lead for {service} in {region} is on the board");
        return (string)listed.ShouldHaveSingleItem()!["listingId"]!;
    }

    /// <returns>Where to pay; null while Stripe has not answered: the slot is held all the same.</returns>
    private async Task<Uri?> Unlock(string listing, SeededContractor contractor)
    {
        var started = await Send(contractor, HttpMethod.Post, $"/api/v1/listings/{listing}/unlock", [], HttpStatusCode.Created, HttpStatusCode.Accepted);
        return started["checkoutUrl"] is { } checkout ? new Uri((string)checkout!) : null;
    }

    private async Task<JsonObject> Send(SeededContractor contractor, HttpMethod method, string address, JsonObject? order, params HttpStatusCode[] expected)
    {
        using var request = new HttpRequestMessage(method, address) { Content = order is null ? null : JsonContent.Create(order) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", contractor.Token);
        using var answer = await market.NewVisitor().SendAsync(request);
        answer.StatusCode.ShouldBeOneOf(expected);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
