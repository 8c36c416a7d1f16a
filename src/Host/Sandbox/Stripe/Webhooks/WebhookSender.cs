using System.Text;
using LeadMarket.Sandbox.Clock;

namespace LeadMarket.Sandbox.Stripe.Webhooks;

/// <summary>Posts one event to the configured address, signed anew each time.</summary>
internal sealed class WebhookSender(HttpClient http, SandboxSettings settings, SandboxClock clock)
{
    /// <returns>The status answered, or the reason why there was none.</returns>
    public async Task<(int? Status, string? Error)> Send(string body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Webhook);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSignature.Header(settings.WebhookSecret!, clock.Seconds, body));
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return ((int)answer.StatusCode, null);
        }
        catch (HttpRequestException failure)
        {
            return (null, failure.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, "No answer in time.");
        }
    }
}
