using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Vendors;

namespace LeadMarket.Sandbox.Mail;

/// <summary>Resend's <c>/emails</c>, and the mailbox that shows what was sent.</summary>
internal static partial class ResendEndpoints
{
    private const int MostListed = 500;

    public static IServiceCollection AddMailbox(this IServiceCollection services) => services.AddSingleton<Mailbox>();

    public static void MapMailbox(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/emails").WithMetadata(new ServedBy(Vendor.Resend));
        api.MapPost("", Send);
        api.MapGet("/{id:guid}", Retrieve);
        app.MapGet("/mailbox.json", async (string? to, Mailbox mailbox) => to is not null && !RequestBody.IsStorable(to)
            ? Results.BadRequest(new { error = "to is an address." })
            : Results.Ok((await mailbox.Latest(MostListed, to)).Select(Shown)));
        app.MapGet("/mailbox/{id:guid}/body", Body);
    }

    private static async Task<IResult> Send(HttpRequest request, Mailbox mailbox, CancellationToken cancel)
    {
        if (Caller(request) is { } stranger) return Refuse(stranger);
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 256) return Refuse(new(400, "invalid_idempotency_key", "The idempotency key must be between 1-256 characters."));
        if (await RequestBody.Json(request, cancel) is not { } sent) return Refuse(new(422, "validation_error", "The request body is not a JSON object."));
        var (order, refusal) = EmailOrder.Read(sent);
        if (order is null) return Refuse(refusal!);

        var accepted = await mailbox.Accept(order, sent, key.Length > 0 ? key : null, cancel);
        return accepted.Refusal is { } conflict ? Refuse(conflict) : Results.Ok(new { id = accepted.Id });
    }

    private static async Task<IResult> Retrieve(Guid id, HttpRequest request, Mailbox mailbox)
    {
        if (Caller(request) is { } stranger) return Refuse(stranger);
        if (await mailbox.Find(id) is not { } email) return Refuse(new(404, "not_found", "Email not found"));
        return Results.Ok(new
        {
            @object = "email",
            email.Id,
            to = email.Recipients,
            from = email.Sender,
            created_at = email.At.UtcDateTime,
            email.Subject,
            email.Html,
            email.Text,
            last_event = "delivered",
        });
    }

    /// <summary>The mail's own HTML, for a frame that can run nothing and knows no origin.</summary>
    private static async Task<IResult> Body(Guid id, HttpResponse response, Mailbox mailbox)
    {
        if (await mailbox.Find(id) is not { Html: { } html }) return Results.NotFound();
        response.Headers.ContentSecurityPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
            + "img-src data: https: http:; style-src 'unsafe-inline'; frame-ancestors 'self'";
        // Links open beside the mailbox, as they do from a mail program.
        const string Outside = "<base target=\"_blank\">";
        var head = HeadTag().Match(html);
        return Results.Text(head.Success ? html.Insert(head.Index + head.Length, Outside) : Outside + html, "text/html; charset=utf-8");
    }

    private static MailRefusal? Caller(HttpRequest request)
    {
        // Resend's edge answers 1010 to programs without a name, and .NET's HttpClient sends none by itself.
        if (request.Headers.UserAgent.Count == 0) return new(403, "1010", "A User-Agent header is required.");
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return new(401, "missing_api_key", "Missing API key in the authorization header.");
        return authorization["Bearer ".Length..].StartsWith("re_", StringComparison.Ordinal) ? null : new(403, "invalid_api_key", "API key is invalid");
    }

    private static object Shown(StoredEmail email)
    {
        var sent = JsonNode.Parse(email.Message)!;
        return new
        {
            email.Id,
            sentAt = email.At.UtcDateTime,
            from = email.Sender,
            to = email.Recipients,
            email.Subject,
            email.Html,
            email.Text,
            replyTo = sent["reply_to"],
            headers = sent["headers"],
            tags = sent["tags"],
        };
    }

    private static IResult Refuse(MailRefusal refusal) => Results.Json(refusal, statusCode: refusal.StatusCode);

    [GeneratedRegex("<head[^>]{0,500}>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 200)]
    private static partial Regex HeadTag();
}
