using System.Text;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Faults;

/// <summary>Stripe's bad days, as a client sees them.</summary>
internal static class BrokenAnswers
{
    // Longer than any client should wait; Stripe's own libraries give up after 80 s.
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(100);

    /// <returns>Whether the request ends here, with nothing done.</returns>
    public static async Task<bool> InsteadOfWorking(HttpContext http, FaultKind? fault)
    {
        switch (fault)
        {
            case FaultKind.Refuse:
                http.Abort();
                return true;
            case FaultKind.Stall:
                await Task.Delay(Stall, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                http.Abort();
                return true;
            case FaultKind.Html502:
                http.Response.StatusCode = 502;
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>");
                return true;
            case FaultKind.Status429:
                http.Response.StatusCode = 429;
                http.Response.Headers["Request-Id"] = StripeIds.New("req_", 14);
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(StripeJson.Write(StripeAnswer.InvalidRequest(
                    "rate_limit", "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.", param: null, 429).Body));
                return true;
            default:
                return false;
        }
    }

    /// <returns>Whether the answer was spoiled on its way; the work is done and stored.</returns>
    public static async Task<bool> AfterWorking(HttpContext http, FaultKind? fault, StripeAnswer answer)
    {
        if (fault is FaultKind.Truncated)
        {
            var bytes = Encoding.UTF8.GetBytes(StripeJson.Write(answer.Body));
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = bytes.Length;
            await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await http.Response.Body.FlushAsync();
        }

        if (fault is not (FaultKind.Truncated or FaultKind.ResetAfter)) return false;
        http.Abort();
        return true;
    }
}
