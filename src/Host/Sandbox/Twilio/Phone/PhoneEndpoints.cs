using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Twilio.Callbacks;
using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>The phones for programs: what arrived, what was answered, and what Twilio then told.</summary>
internal static class PhoneEndpoints
{
    private const int MostListed = 500;
    private const int MostLetters = 1600;

    public static void MapPhones(this IEndpointRouteBuilder app)
    {
        app.MapGet("/phone.json", async (string? to, PhoneBook book) => to is not null && !RequestBody.IsStorable(to)
            ? Results.BadRequest(new { error = "to is a number." })
            : Results.Ok((await book.Arrived(MostListed, to is null ? null : PhoneNumber.FromQuery(to))).Select(Shown)));
        app.MapPost("/phone/{number}/replies", Reply);
        app.MapGet("/sandbox/callbacks.json", async (CallbackBook book) => Results.Ok(await book.Latest(MostListed)));
    }

    private static async Task<IResult> Reply(string number, HttpRequest request, PhoneReplies replies, CancellationToken cancel)
    {
        var form = await TwilioForm.Read(request, cancel);
        if (form["to"] is not { } party || form["body"] is not { Length: <= MostLetters } body || !PhoneNumber.IsE164(number))
            return Results.BadRequest(new { error = "Send a form with to, a number that wrote to this phone, and body, at most 1600 letters." });
        return await replies.Send(number, party, body, cancel) ? Results.LocalRedirect($"/phone/{Uri.EscapeDataString(number)}") : Results.NotFound();
    }

    private static object Shown(StoredText text) =>
        new { to = text.Recipient, text.Body, text.Code, at = text.At.UtcDateTime, from = text.Sender, text.Status };
}
