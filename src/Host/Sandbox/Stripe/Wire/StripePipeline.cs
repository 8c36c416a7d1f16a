using System.Globalization;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Faults;
using LeadMarket.Sandbox.Stripe.Ledger;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>What every call to Stripe goes through: faults asked for, key, form, one transaction, idempotency, log, answer.</summary>
internal sealed class StripePipeline(NpgsqlDataSource database, SandboxClock clock, FaultQueue faults, StripeRequestLog log)
{
    public async Task Handle(HttpContext http, StripeOperation operation)
    {
        var requestId = StripeIds.New("req_", 14);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var path = http.Request.Path.ToString().Replace('\0', '?');
        var fault = await faults.Take(http.Request.Method, path);
        if (fault is { } && await BrokenAnswers.InsteadOfWorking(http, fault)) return;

        var replayed = false;
        StripeAnswer answer;
        try
        {
            (answer, replayed) = await Execute(http, operation, requestId, key, fault);
        }
        catch (StripeRefusal refusal)
        {
            answer = refusal.Answer;
        }

        await log.Add(new(requestId, clock.Milliseconds, http.Request.Method, path, answer.Status, key.Length > 0 ? key : null, replayed));
        Head(http, answer, requestId, key, replayed);
        if (fault is { } && await BrokenAnswers.AfterWorking(http, fault, answer)) return;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(StripeJson.Write(answer.Body));
    }

    /// <summary>Runs to its end even if the caller hangs up: so does Stripe, and that is what idempotency keys are for.</summary>
    private async Task<(StripeAnswer Answer, bool Replayed)> Execute(
        HttpContext http, StripeOperation operation, string requestId, string key, FaultKind? fault)
    {
        var request = http.Request;
        StripeKey.Check(request);
        var version = StripeVersion.Of(request);
        var form = await ReadForm(request);
        var isPost = HttpMethods.IsPost(request.Method);

        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var record = isPost && key.Length > 0 ? new IdempotencyRecord(transaction, key, request.Path, form, clock) : null;
        if (record is not null && await record.Recall() is { } earlier) return (earlier, true);

        var ledger = new StripeLedger(transaction, clock.GetUtcNow(), requestId, key.Length > 0 ? key : null);
        var call = new StripeCall(http.GetRouteValue("id") as string ?? "", request.Path, version,
            $"{request.Scheme}://{request.Host}", new StripeForm(form), ledger);
        var answer = fault is FaultKind.Status500 ? StripeAnswer.ApiError() : await operation(call);
        if (record is not null) await record.Keep(answer);
        await transaction.CommitAsync();
        return (answer, false);
    }

    private static async Task<FormTree> ReadForm(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method)) return FormTree.Parse((request.QueryString.Value ?? "").TrimStart('?'));
        var text = await RequestBody.Text(request, CancellationToken.None)
            ?? throw StripeRefusal.Invalid(code: null, "The request body is too large, or is not UTF-8.", param: null);
        var isForm = request.ContentType is null
            || request.ContentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        return isForm || text.Length == 0 ? FormTree.Parse(text) : throw StripeRefusal.Invalid(code: null,
            $"Invalid request content type: {request.ContentType}. Send application/x-www-form-urlencoded.", param: null);
    }

    private void Head(HttpContext http, StripeAnswer answer, string requestId, string key, bool replayed)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = answer.Status;
        headers["Request-Id"] = requestId;
        var asked = http.Request.Headers["Stripe-Version"].ToString();
        headers["Stripe-Version"] = asked.Length > 0 && answer.Status < 400 ? asked : StripeVersion.Pinned;
        headers.CacheControl = "no-cache, no-store";
        headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (key.Length > 0) headers["Idempotency-Key"] = key;
        if (replayed) headers["Idempotent-Replayed"] = "true";
        if (answer.ShouldRetry is { } retry) headers["Stripe-Should-Retry"] = retry ? "true" : "false";
        if (answer.Status == 401) headers.WWWAuthenticate = "Bearer realm=\"Stripe\"";
    }
}
