using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace LeadMarket.Leads.Tests.PhoneCodes;

/// <summary>One request as it went over the wire.</summary>
internal sealed record SentRequest(string Method, string Address, string? Authorization, string? UserAgent, string? ContentType, string Body);

/// <summary>Twilio Verify's end of the wire. Takes every text, knows one right code, forgets it once used; a number can be told to answer otherwise.</summary>
internal sealed class TwilioStandIn : HttpMessageHandler
{
    public const string RightCode = "491827";

    private readonly ConcurrentQueue<SentRequest> _received = new();
    private readonly ConcurrentDictionary<string, Func<HttpResponseMessage>> _instead = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    public IReadOnlyList<SentRequest> Received => [.. _received];

    /// <summary>From now on this number, or any with <c>*</c>, gets this answer.</summary>
    public TwilioStandIn Answers(int status, string body, string phone = "*")
    {
        _instead[phone] = () => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return this;
    }

    public TwilioStandIn Refuses(int status, int code, string phone = "*") =>
        Answers(status, $$"""{"code":{{code}},"message":"no, not {{phone}}","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""", phone);

    public TwilioStandIn Breaks(Exception exception, string phone = "*")
    {
        _instead[phone] = () => throw exception;
        return this;
    }

    public void Recovers(string phone) => _instead.TryRemove(phone, out _);

    /// <summary>How often it was asked about a number, by a path's end.</summary>
    public int Count(string path, string phone) => _received.Count(request => request.Address.EndsWith(path, StringComparison.Ordinal) && PhoneIn(request.Body) == phone);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        _received.Enqueue(new SentRequest(
            request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), request.Headers.UserAgent.ToString(),
            request.Content.Headers.ContentType?.ToString(), body));

        var phone = PhoneIn(body);
        if (_instead.TryGetValue(phone, out var answer) || _instead.TryGetValue("*", out answer)) return answer();
        if (request.RequestUri.AbsolutePath.EndsWith("/Verifications", StringComparison.Ordinal)) return Json(HttpStatusCode.Created, "pending", valid: false);
        if (!body.Contains($"Code={RightCode}", StringComparison.Ordinal)) return Json(HttpStatusCode.OK, "pending", valid: false);

        // Twilio deletes a verification once it is approved: the second right code meets nothing.
        return _used.TryAdd(phone, value: true)
            ? Json(HttpStatusCode.OK, "approved", valid: true)
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("""{"code":20404,"message":"not found","status":404}""") };
    }

    private static string PhoneIn(string body) => Uri.UnescapeDataString(body.Split('&')[0]["To=".Length..]);

    private static HttpResponseMessage Json(HttpStatusCode status, string state, bool valid) => new(status)
    {
        Content = new StringContent($$"""{"sid":"VE7f","status":"{{state}}","valid":{{(valid ? "true" : "false")}},"to":"someone"}""", Encoding.UTF8, "application/json"),
    };
}
