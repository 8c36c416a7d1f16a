using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Other contractors, who work through the JSON API.</summary>
public sealed class Competitors(MarketProcesses market)
{
    /// <summary>Has so many contractors hold a slot each.</summary>
    public async Task Hold(string listing, int slots)
    {
        var seeded = await market.Sandbox.Seed(contractors: slots, leads: 0);
        foreach (var contractor in seeded.Contractors)
        {
            using var order = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/listings/{listing}/unlock") { Content = JsonContent.Create(new { }) };
            order.Headers.Authorization = new AuthenticationHeaderValue("Bearer", contractor.Token);
            using var answer = await market.NewVisitor().SendAsync(order);
            // 202 when Stripe is slow: the slot is held all the same.
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Accepted);
        }
    }
}
