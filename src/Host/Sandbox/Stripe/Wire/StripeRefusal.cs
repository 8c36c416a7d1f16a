using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>A request that Stripe turns down before it starts to work on it: nothing is written and no idempotency key is used up.</summary>
internal sealed class StripeRefusal(StripeAnswer answer) : Exception(answer.Body.ToJsonString())
{
    public StripeAnswer Answer { get; } = answer;

    public static StripeRefusal Invalid(string? code, string message, string? param, int status = 400) =>
        new(StripeAnswer.InvalidRequest(code, message, param, status));

    public static StripeRefusal Missing(string param) =>
        Invalid("parameter_missing", $"Missing required param: {param}.", param);

    public static StripeRefusal Unknown(string param) =>
        Invalid("parameter_unknown", $"Received unknown parameter: {param}", param);

    public static StripeRefusal NoSuch(string resource, string id, string param) =>
        Invalid("resource_missing", $"No such {resource}: '{id}'", param, status: 404);

    public static StripeRefusal Unauthorized(string message, string? code = null) =>
        Invalid(code, message, param: null, status: 401);

    public static StripeRefusal Idempotency(string message, int status, string? code = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = "idempotency_error" };
        if (code is not null) error["code"] = code;
        return new(new StripeAnswer(status, new JsonObject { ["error"] = error }) { ShouldRetry = status == 409 ? true : null });
    }
}
