using System.Net;
using System.Text;

namespace LeadMarket.Sandbox.Seed;

/// <summary>Asks the host to make demonstration data; the Sandbox itself knows no contractor and no lead.</summary>
internal sealed class HostSeeder(HttpClient http, SandboxSettings settings)
{
    /// <returns>The host's own status and JSON, or 502 when it cannot be reached.</returns>
    public async Task<(int Status, string Json)> Seed(string order, CancellationToken cancel)
    {
        if (settings.Host is null) return (503, """{"error":"Host:Url is not set: the Sandbox does not know its host."}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Host, "development/seed"));
        request.Content = new StringContent(order, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "LeadMarket-Sandbox");
        if (settings.SharedSecret is { } secret) request.Headers.TryAddWithoutValidation("X-Sandbox-Secret", secret);
        try
        {
            using var answer = await http.SendAsync(request, cancel);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return ((int)HttpStatusCode.BadGateway, """{"error":"The host did not answer. Is it running?"}""");
        }
    }
}
