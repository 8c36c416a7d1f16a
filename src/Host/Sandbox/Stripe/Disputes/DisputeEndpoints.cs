using System.Text.Json.Nodes;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Disputes;

/// <summary><c>/v1/disputes</c> and <c>/v1/radar/early_fraud_warnings</c>, and the controls that play the buyer's bank.</summary>
internal static class DisputeEndpoints
{
    public static void MapDisputes(this IEndpointRouteBuilder v1)
    {
        v1.Resource("GET", "/disputes", call => new StripeList(call, Kinds.Dispute).Matching("charge").Matching("payment_intent").Answer());
        v1.Resource("GET", "/disputes/{id}", Retrieval.Of(Kinds.Dispute));
        v1.Resource("POST", "/disputes/{id}", AnswerDispute.Update);
        v1.Resource("POST", "/disputes/{id}/close", AnswerDispute.GiveIn);
        v1.Resource("GET", "/radar/early_fraud_warnings", call => new StripeList(call, Kinds.FraudWarning).Matching("charge").Matching("payment_intent").Answer());
        v1.Resource("GET", "/radar/early_fraud_warnings/{id}", Retrieval.Of(Kinds.FraudWarning));
    }

    public static void MapDisputeControls(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sandbox/stripe/disputes", (HttpRequest request, LedgerBook book, CancellationToken cancel) =>
            Control.Obey(request, "/#banks", order => Open(order, book), cancel));
        app.MapPost("/sandbox/stripe/disputes/{id}/close", (string id, HttpRequest request, LedgerBook book, CancellationToken cancel) =>
            Control.Obey(request, "/#banks", order => Close(id, order, book), cancel));
    }

    private static async Task<IResult> Open(JsonObject order, LedgerBook book)
    {
        var (intent, charge) = (Control.Text(order, "paymentIntent"), Control.Text(order, "charge"));
        if (intent is null == charge is null) return Refuse("Send one of paymentIntent and charge.");
        var reason = Control.Text(order, "reason") ?? DisputeBody.Fraudulent;
        if (!DisputeBody.Reasons.Contains(reason)) return Refuse($"reason is one of {string.Join(", ", DisputeBody.Reasons)}.");
        if (Control.Flag(order, "inquiry", otherwise: false) is not { } inquiry) return Refuse("inquiry is true or false.");

        return await book.Write(async ledger =>
        {
            charge ??= (await ledger.Find(Kinds.Intent, intent!))?.Text("latest_charge");
            if (charge is null || await ledger.Lock(Kinds.Charge, charge) is not { } found) return Results.NotFound(new { error = "No such payment." });
            return OpenDispute.CanBeDisputed(found)
                ? Shown(await OpenDispute.Of(ledger, found, reason, inquiry))
                : Results.Conflict(new { error = "It was never paid, is refunded, or is disputed already." });
        });
    }

    private static async Task<IResult> Close(string id, JsonObject order, LedgerBook book)
    {
        if (Control.Text(order, "outcome") is not { } outcome || outcome is not ("won" or "lost")) return Refuse("outcome is won or lost.");
        return await book.Write(async ledger =>
        {
            if (await ledger.Find(Kinds.Dispute, id) is null) return Results.NotFound(new { error = $"No such dispute: {id}" });
            var dispute = await CloseDispute.Hold(ledger, id);
            if (!CloseDispute.IsOpen(dispute)) return Results.Conflict(new { error = "It is closed already." });
            await CloseDispute.Now(ledger, dispute, outcome is "won");
            return Shown(dispute);
        });
    }

    private static IResult Shown(StripeObject dispute) => Results.Ok(new
    {
        dispute.Id,
        Amount = dispute.Number("amount"),
        Charge = dispute.Text("charge"),
        PaymentIntent = dispute.Text("payment_intent"),
        Reason = dispute.Text("reason"),
        Status = dispute.Text("status"),
    });

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
