using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Webhooks;

/// <summary>The controls of the webhooks, and the lists that tests reconcile against.</summary>
internal static class DeliveryEndpoints
{
    private const int MostListed = 10_000;

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/deliveries.json", async (DeliveryBook book) => Results.Ok(await book.Latest(MostListed)));
        app.MapGet("/sandbox/webhooks/mode", async (DeliveryBook book) => Shown(await book.Mode()));
        app.MapPost("/sandbox/webhooks/mode", SetMode);
        app.MapPost("/sandbox/webhooks/redeliver", Redeliver);
    }

    /// <summary>Everything captured, for comparing with what the product recorded.</summary>
    public static void MapPayments(this IEndpointRouteBuilder app) => app.MapGet("/sandbox/payments.json", async (LedgerBook book) =>
    {
        var refunded = (await book.Latest(Kinds.Charge, MostListed)).ToDictionary(
            charge => charge.Id, charge => charge.Number("amount_refunded"), StringComparer.Ordinal);
        return Results.Ok((await book.Latest(Kinds.Intent, MostListed)).Where(intent => intent.Text("status") is "succeeded").Select(intent => new
        {
            intent.Id,
            Amount = intent.Number("amount_received"),
            AmountRefunded = refunded.GetValueOrDefault(intent.Text("latest_charge") ?? ""),
            Currency = intent.Text("currency"),
            Customer = intent.Text("customer"),
            Created = intent.Number("created"),
            Session = intent.Details["session"]?.GetValue<string>(),
            Metadata = intent.Body["metadata"],
        }));
    });

    private static async Task<IResult> SetMode(HttpRequest request, DeliveryBook book, CancellationToken cancel)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancel);
            await book.Set((await book.Mode()) with { Hold = string.Equals(form["mode"], "hold", StringComparison.Ordinal) });
            return Results.LocalRedirect("/");
        }

        if (await RequestBody.Json(request, cancel) is not { } order) return Refuse("Send a JSON object.");
        if (Control.Text(order, "mode") is not ("normal" or "hold")) return Refuse("mode is normal or hold.");
        if (Control.Whole(order, "duplicate", otherwise: 1) is not ({ } copies and >= 0 and <= 100)) return Refuse("duplicate is from 0 to 100.");
        if (Control.Flag(order, "shuffle", otherwise: false) is not { } shuffle) return Refuse("shuffle is true or false.");
        var asked = new WebhookMode(Control.Text(order, "mode") is "hold", Math.Max(1, copies), shuffle);
        await book.Set(asked);
        return Shown(asked);
    }

    private static async Task<IResult> Redeliver(HttpRequest request, DeliveryBook book, CancellationToken cancel)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancel);
            await book.Again(form["eventId"].ToString() is { Length: > 0 } one ? one : null, 1);
            return Results.LocalRedirect("/");
        }

        if (await RequestBody.Json(request, cancel) is not { } order) return Refuse("Send a JSON object.");
        if (Control.Whole(order, "times", otherwise: 1) is not ({ } times and >= 1 and <= 100)) return Refuse("times is from 1 to 100.");
        var eventId = Control.Text(order, "eventId");
        if (eventId is null && order["eventId"] is not null) return Refuse("eventId is a string.");
        var added = await book.Again(eventId, times);
        return added == 0 && eventId is not null ? Results.NotFound(new { error = $"No such event: {eventId}" }) : Results.Ok(new { deliveries = added });
    }

    private static IResult Shown(WebhookMode mode) =>
        Results.Ok(new { mode = mode.Hold ? "hold" : "normal", duplicate = mode.Copies, mode.Shuffle });

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
