using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LeadMarket.TestKit.Api;

/// <summary>A contractor at the JSON API of one host.</summary>
public sealed class Contractor(HttpClient http, SeededContractor account)
{
    public SeededContractor Account { get; } = account;

    /// <summary>Asks for a lead, and asks again while the answer is 202: Stripe has not answered yet, as the API documents.</summary>
    public async Task<Answer> Unlock(string listing, string? coupon = null)
    {
        Answer last = null!;
        await Eventually.Holds(async () =>
        {
            last = await AskForUnlock(listing, coupon);
            return last.Status != HttpStatusCode.Accepted;
        }, TimeSpan.FromSeconds(60), "the checkout is open");
        return last;
    }

    /// <summary>Asks for a lead once, whatever is answered.</summary>
    public Task<Answer> AskForUnlock(string listing, string? coupon = null) =>
        Send(HttpMethod.Post, $"/api/v1/listings/{listing}/unlock", new JsonObject { ["coupon"] = coupon });

    public Task<Answer> GetUnlock(Guid unlock) => Send(HttpMethod.Get, $"/api/v1/unlocks/{unlock}");

    public Task<Answer> Board(string query = "") => Send(HttpMethod.Get, "/api/v1/board" + query);

    public async Task<Answer> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Account.Token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        return await Answer.Read(response);
    }

    /// <summary>Waits until an unlock stands at a state.</summary>
    public async Task<Answer> WaitFor(Guid unlock, string state)
    {
        Answer last = null!;
        await Eventually.Holds(async () =>
        {
            last = await GetUnlock(unlock);
            return (string?)last.Body["state"] == state;
        }, TimeSpan.FromSeconds(60), $"the unlock is {state}");
        return last;
    }
}
