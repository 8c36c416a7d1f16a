using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Requests sent through the JSON API, for journeys that begin once the form is done.</summary>
public sealed class Requests(MarketProcesses market)
{
    // Of every text of the shipped market.
    private const string ConsentVersion = "2026-11-21";

    /// <summary>Sends a request whose telephone nobody has confirmed yet.</summary>
    /// <returns>The lead.</returns>
    public async Task<string> Send(Homeowner homeowner, string locale)
    {
        var form = new JsonObject
        {
            ["service"] = QuickRequest.Service,
            ["postalCode"] = homeowner.PostalCode,
            ["answers"] = new JsonObject { ["parking"] = new JsonArray("detached-garage"), ["distance-to-panel"] = new JsonArray("12") },
            ["budget"] = "2500-to-5000",
            ["timeline"] = "one-month",
            ["quotes"] = 3,
            ["name"] = homeowner.Name,
            ["email"] = homeowner.Email,
            ["phone"] = homeowner.Phone,
            ["address"] = homeowner.Address,
            ["locale"] = locale,
            ["callHours"] = new JsonArray("evening", "weekend"),
            ["consentToContact"] = true,
            ["consentVersion"] = ConsentVersion,
            ["consentToMarketing"] = true,
            ["marketingVersion"] = ConsentVersion,
        };
        var sent = await Post("/api/v1/leads", form, HttpStatusCode.Created);
        return (string)sent["id"]!;
    }

    /// <summary>As <see cref="Send"/>, with the telephone confirmed.</summary>
    public async Task SendConfirmed(Homeowner homeowner, string locale)
    {
        var lead = await Send(homeowner, locale);
        await Post($"/api/v1/leads/{lead}/verification", [], HttpStatusCode.Accepted);
        var code = await market.Sandbox.CodeFor(homeowner.Phone);
        await Post($"/api/v1/leads/{lead}/verification/check", new JsonObject { ["code"] = code }, HttpStatusCode.OK);
    }

    private async Task<JsonObject> Post(string address, JsonObject order, HttpStatusCode expected)
    {
        using var answer = await market.NewVisitor().PostAsJsonAsync(address, order);
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
