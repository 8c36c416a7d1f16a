using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>A status and a body, as they go over the wire and into the idempotency record.</summary>
internal sealed record StripeAnswer(int Status, JsonNode Body)
{
    /// <summary>What <c>Stripe-Should-Retry</c> says; absent, the client decides by the status.</summary>
    public bool? ShouldRetry { get; init; }

    public static StripeAnswer Ok(JsonNode body) => new(200, body);

    /// <summary>Also for a state that forbids the request: then it is returned rather than thrown, and replayed.</summary>
    public static StripeAnswer InvalidRequest(string? code, string message, string? param, int status = 400)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error" };
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }

        if (param is not null) error["param"] = param;
        return new(status, new JsonObject { ["error"] = error });
    }

    public static StripeAnswer ApiError() => new(500, new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = "An unknown error occurred", ["type"] = "api_error" },
    });
}
