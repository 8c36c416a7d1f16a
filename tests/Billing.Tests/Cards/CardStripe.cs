using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>Stripe behind the wire, as documented, for what a payment with a kept card asks of it: keys that replay what they first did, cards
/// that pay or not, payments that can be cancelled, pages. What is asked while a fault is due meets the fault.</summary>
internal sealed partial class CardStripe(FakeStripe books) : HttpMessageHandler
{
    private readonly Lock _one = new();
    private readonly Dictionary<string, (string Request, int Status, string Answer)> _keys = new(StringComparer.Ordinal);
    private static int _serial;

    public ConcurrentQueue<PlayedRequest> Sent { get; } = [];

    public Dictionary<string, PlayedIntent> Intents { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PlayedPage> Pages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PlayedCard> Cards { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers and their default card.</summary>
    public Dictionary<string, string?> Customers { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs after a request was carried out and before its answer arrives: what others do in the meantime.</summary>
    public Func<PlayedRequest, Task>? Meanwhile { get; set; }

    public IEnumerable<PlayedIntent> IntentsOf(PurchaseId purchase) => Intents.Values.Where(intent => intent.Purchase == purchase.ToString());

    public PlayedPage? PageOf(PurchaseId purchase) => Pages.Values.SingleOrDefault(page => page.Purchase == purchase.ToString());

    public int Captured(PurchaseId purchase) => IntentsOf(purchase).Count(intent => intent.Status == "succeeded");

    /// <summary>A customer's card is kept.</summary>
    public string Keep(string customer, string conduct = "pays")
    {
        var id = Serial("pm");
        Cards[id] = new PlayedCard(id, conduct) { Customer = customer };
        return id;
    }

    /// <summary>The buyer pays on the page, now or by a debit that takes days.</summary>
    public PlayedIntent Pay(PlayedPage page, bool slowly = false)
    {
        var intent = new PlayedIntent(Serial("pi"), page.Amount, page.Customer, page.Purchase) { Method = Keep(page.Customer) };
        (Intents[intent.Id], page.Intent, page.Status) = (intent, intent.Id, "complete");
        if (slowly) intent.Status = "processing";
        else Capture(intent);
        return intent;
    }

    /// <summary>The money of an intent arrives.</summary>
    public void Capture(PlayedIntent intent)
    {
        intent.Status = "succeeded";
        books.Payments[intent.Id] = new HostedPayment(
            intent.Id, Succeeded: true, new PurchaseId(Guid.Parse(intent.Purchase!)), new Money(intent.Amount, "CAD"), intent.Customer);
    }

    /// <summary>As Stripe does after 24 hours.</summary>
    public void ForgetKeys() => _keys.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new PlayedRequest(
            request.Method.Method, request.RequestUri!.PathAndQuery, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null);
        Sent.Enqueue(sent);

        var fault = TakeFault(sent);
        if (fault is Fault.Refused) throw new HttpRequestException("Connection refused");
        if (fault is Fault.HostDiesBefore) throw new HostDied();
        if (fault is Fault.Busy) return Answer(409, """{"error":{"type":"idempotency_error","code":"idempotency_key_in_use","message":"in use"}}""");
        if (fault is Fault.TooMany) return Answer(429, """{"error":{"type":"invalid_request_error","code":"rate_limit","message":"slow down"}}""");

        var (status, answer) = Carry(sent, failing: fault is Fault.Fails);
        if (Meanwhile is { } others) await others(sent);
        return fault switch
        {
            // What a time-out makes of a stall, without the wait.
            Fault.Stalled => throw new TaskCanceledException("The request was cancelled due to the configured time-out"),
            Fault.Reset => throw new HttpRequestException("Connection reset by peer"),
            Fault.HostDiesAfter => throw new HostDied(),
            Fault.Truncated => Answer(status, answer[..(answer.Length / 2)]),
            Fault.Html => Answer(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"),
            _ => Answer(status, answer),
        };
    }

    private (int Status, string Answer) Carry(PlayedRequest sent, bool failing)
    {
        lock (_one)
        {
            if (sent.Key is { } key && _keys.TryGetValue(key, out var kept))
                return kept.Request == sent.Path + sent.Body ? (kept.Status, kept.Answer) : Refuse("idempotency_error", null, "other parameters");
            var done = failing ? (500, """{"error":{"type":"api_error","message":"sorry"}}""") : Do(sent);

            // What is refused before it is begun uses no key up.
            if (sent.Key is { } used && !done.Item2.Contains("\"invalid_request_error\"", StringComparison.Ordinal)) _keys[used] = (sent.Path + sent.Body, done.Item1, done.Item2);
            return done;
        }
    }

    private static HttpResponseMessage Answer(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body) };

    private static (int, string) Ok(object body) => (200, JsonSerializer.Serialize(body));

    private static (int, string) Refuse(string type, string? code, string message, int status = 400) =>
        (status, JsonSerializer.Serialize(new { error = new { type, code, message } }));

    private string Serial(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_c{Interlocked.Increment(ref _serial)}");
}

/// <summary>The process was killed: nothing more of it is done.</summary>
internal sealed class HostDied : Exception;

internal sealed record PlayedRequest(string Method, string Path, string Body, string? Key);

/// <param name="Conduct">What it does when it is charged.</param>
internal sealed record PlayedCard(string Id, string Conduct)
{
    public string? Customer { get; set; }

    public string Last4 { get; init; } = "4242";

    public int Year { get; init; } = 2030;
}

internal sealed record PlayedIntent(string Id, long Amount, string? Customer, string? Purchase)
{
    public string Status { get; set; } = "requires_payment_method";

    public string? Method { get; set; }

    public (string Code, string Decline)? Error { get; set; }
}

internal sealed record PlayedPage(string Id, string Customer, string? Purchase, long Amount, string? Keeps)
{
    public string Status { get; set; } = "open";

    public string? Intent { get; set; }
}
