using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Stripe.Faults;

/// <summary><c>POST /sandbox/stripe/fault</c> breaks Stripe's next answers; <c>DELETE</c> mends it.</summary>
internal static class FaultEndpoints
{
    private static readonly Dictionary<string, FaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["refuse"] = FaultKind.Refuse,
        ["status500"] = FaultKind.Status500,
        ["html502"] = FaultKind.Html502,
        ["stall"] = FaultKind.Stall,
        ["reset-after"] = FaultKind.ResetAfter,
        ["truncated"] = FaultKind.Truncated,
        ["429"] = FaultKind.Status429,
    };

    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sandbox/stripe/fault", async (HttpRequest request, FaultQueue faults, CancellationToken cancel) =>
        {
            if (await RequestBody.Json(request, cancel) is not { } order) return Refuse("Send a JSON object.");
            var (path, kind, method) = (Control.Text(order, "path"), Control.Text(order, "kind"), Control.Text(order, "method"));
            if (path is null || !path.StartsWith("/v1/", StringComparison.Ordinal)) return Refuse("path begins with /v1/ and may end with *.");
            if (kind is null || !Kinds.TryGetValue(kind, out var fault)) return Refuse($"kind is one of {string.Join(", ", Kinds.Keys)}.");
            if (Control.Whole(order, "times", otherwise: 1) is not ({ } times and >= 1 and <= 10_000)) return Refuse("times is from 1 to 10000.");
            await faults.Add(method?.ToUpperInvariant(), path, fault, times);
            return Results.Ok(new { path, kind, times, method });
        });
        app.MapDelete("/sandbox/stripe/fault", async (FaultQueue faults) =>
        {
            await faults.Clear();
            return Results.NoContent();
        });
    }

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
