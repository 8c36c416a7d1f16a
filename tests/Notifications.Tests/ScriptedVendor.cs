using System.Net;
using System.Text;

namespace LeadMarket.Notifications.Tests;

/// <summary>Resend's end of the wire: answers from a script, and keeps what it was sent.</summary>
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

    public ScriptedVendor Breaks(Exception exception)
    {
        _script.Enqueue(() => throw exception);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Received.Add((request.RequestUri!, request.Headers.GetValues("Idempotency-Key").Single(), body));
        return _script.Dequeue()();
    }
}
