using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.State;

/// <summary>Reads the fields of an order to the Sandbox itself; a wrong type reads as absent or refused, never as a crash.</summary>
internal static class Control
{
    /// <summary>Obeys an order sent as JSON, or as a form of the Sandbox's own page, to which the browser then returns.</summary>
    public static async Task<IResult> Obey(HttpRequest request, string page, Func<JsonObject, Task<IResult>> obey, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            return await RequestBody.Json(request, cancel) is { } sent ? await obey(sent) : Results.BadRequest(new { error = "Send a JSON object." });
        }

        var order = new JsonObject();
        foreach (var (name, value) in await request.ReadFormAsync(cancel)) order[name] = value.ToString();
        var answer = await obey(order);
        return answer is IStatusCodeHttpResult { StatusCode: >= 400 } ? answer : Results.LocalRedirect(page);
    }

    public static string? Text(JsonObject order, string name) =>
        order[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <returns>The number, <paramref name="otherwise"/> when absent, <c>null</c> when it is not a whole number.</returns>
    public static int? Whole(JsonObject order, string name, int otherwise) => order[name] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => null,
    };

    public static bool? Flag(JsonObject order, string name, bool otherwise) => order[name] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => null,
    };
}
