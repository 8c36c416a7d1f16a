using System.Net;
using System.Text;

namespace LeadMarket.Notifications.Tests;

/// <summary>A vendor's end of the wire: answers from a script, and keeps what it was sent.</summary>
internal sealed class ScriptedVendor : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _script = new();

    public List<(Uri Address, string Key, string Body)> Received { get; } = [];

    public ScriptedVendor Answers(HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        _script.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers) response.Headers.Add(name, value);
            return response;
        });
        return this;
    }

    public ScriptedVendor Accepts(string id = "re-1") => Answers(HttpStatusCode.OK, $$"""{"id":"{{id}}"}""");

    public ScriptedVendor Refuses(int status, string name, params (string Name, string Value)[] headers) =>
        Answers((HttpStatusCode)status, $$"""{"statusCode":{{status}},"name":"{{name}}","message":"no"}""", headers);

    /// <summary>As Twilio takes a text.</summary>
    public ScriptedVendor TakesText(string sid = "SM1") => Answers(HttpStatusCode.Created, $$"""{"sid":"{{sid}}","status":"queued"}""");

    /// <summary>As Twilio refuses one.</summary>
    public ScriptedVendor RefusesText(int status, int code, params (string Name, string Value)[] headers) =>
        Answers((HttpStatusCode)status, $$"""{"code":{{code}},"message":"no","status":{{status}}}""", headers);

    public ScriptedVendor Breaks(Exception exception)
    {
        _script.Enqueue(() => throw exception);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : "";
        Received.Add((request.RequestUri!, key, body));
        return _script.Dequeue()();
    }
}
