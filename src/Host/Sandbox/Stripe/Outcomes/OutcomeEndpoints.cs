using System.Text.Json.Nodes;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Outcomes;

/// <summary><c>POST /sandbox/stripe/finish</c> ends now what a bank would end later.</summary>
internal static class OutcomeEndpoints
{
    public static void MapOutcomeControls(this IEndpointRouteBuilder app) =>
        app.MapPost("/sandbox/stripe/finish", (HttpRequest request, LedgerBook book, CancellationToken cancel) =>
            Control.Obey(request, "/#banks", order => Finish(order, book), cancel));

    private static async Task<IResult> Finish(JsonObject order, LedgerBook book)
    {
        var (id, kind, outcome) = (Control.Text(order, "id"), Control.Text(order, "kind"), Control.Text(order, "outcome"));
        if (kind is not (null or "payments" or "refunds") || (kind is null && order["kind"] is not null)) return Refuse("kind is payments or refunds.");
        if (outcome is not (null or "succeeded" or "failed") || (outcome is null && order["outcome"] is not null)) return Refuse("outcome is succeeded or failed.");
        if (id is null && order["id"] is not null) return Refuse("id is a string.");

        var finished = 0;
        foreach (var awaiting in await Happening.Waiting(book, id, kind switch { "payments" => Kinds.Charge, "refunds" => Kinds.Refund, _ => null }))
        {
            if (await Happening.Now(book, awaiting, outcome is null ? null : outcome is "succeeded")) finished++;
        }

        return Results.Ok(new { finished });
    }

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
