using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Clock;

/// <summary><c>GET /clock</c> reads the time; <c>POST /clock</c> moves it by <c>advanceSeconds</c>, <c>to</c> or <c>reset</c>.</summary>
internal static class ClockEndpoints
{
    private const double TenYears = 10 * 365.25 * 86400;

    public static IServiceCollection AddSandboxClock(this IServiceCollection services) => services
        .AddSingleton<SandboxClock>()
        .AddSingleton<ClockRow>()
        .AddHostedService<ClockWorker>();

    public static void MapClock(this IEndpointRouteBuilder app)
    {
        app.MapGet("/clock", (SandboxClock clock) => Answer(clock));
        app.MapPost("/clock", Move);
    }

    private static async Task<IResult> Move(HttpRequest request, SandboxClock clock, ClockRow row, CancellationToken cancel)
    {
        var isForm = request.HasFormContentType;
        if ((isForm ? await FromForm(request, cancel) : await RequestBody.Json(request, cancel)) is not { } order)
            return Refuse("Send a JSON object.");

        var refusal = await Obey(order, clock, row, cancel);
        if (refusal is not null) return Refuse(refusal);
        return isForm ? Results.LocalRedirect("/") : Answer(clock);
    }

    private static async Task<string?> Obey(JsonObject order, SandboxClock clock, ClockRow row, CancellationToken cancel)
    {
        if (order.Count != 1) return "Send exactly one of advanceSeconds, to, reset.";
        var (name, value) = (order.First().Key, order.First().Value as JsonValue);
        switch (name)
        {
            case "advanceSeconds" when value is not null && value.TryGetValue<double>(out var seconds)
                && Math.Abs(clock.Offset.TotalSeconds + seconds) <= TenYears:
                await row.Advance(TimeSpan.FromSeconds(seconds), cancel);
                return null;
            case "to" when value is not null && value.TryGetValue<string>(out var text) && Moment(text) is { } to
                && Math.Abs((to - (clock.GetUtcNow() - clock.Offset)).TotalSeconds) <= TenYears:
                await row.Set(to - (clock.GetUtcNow() - clock.Offset), cancel);
                return null;
            case "reset" when value is not null && value.TryGetValue<bool>(out var reset) && reset:
                await row.Set(TimeSpan.Zero, cancel);
                return null;
            default:
                return "advanceSeconds is a number of seconds, to an ISO 8601 time within ten years, reset is true.";
        }
    }

    private static async Task<JsonObject?> FromForm(HttpRequest request, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (string.Equals(form["reset"], "true", StringComparison.Ordinal)) return new() { ["reset"] = true };
        return double.TryParse(form["advanceSeconds"], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? new() { ["advanceSeconds"] = seconds }
            : null;
    }

    private static DateTimeOffset? Moment(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static IResult Answer(SandboxClock clock) =>
        Results.Ok(new { now = clock.GetUtcNow().UtcDateTime, offsetSeconds = clock.Offset.TotalSeconds });

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
