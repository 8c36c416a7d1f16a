using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LeadMarket.Leads.Tests.Conversions;

/// <summary>Meta's end of the wire: takes events, refuses a whole request for one that it does not like.</summary>
internal sealed class MetaStandIn : HttpMessageHandler
{
    public const string Token = "EAA-secret/token+1";

    private readonly ConcurrentQueue<(string Address, JsonNode Body)> _received = [];
    private Func<HttpResponseMessage>? _instead;

    /// <summary>Events with these ids are bad.</summary>
    public HashSet<string> Bad { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<(string Address, JsonNode Body)> Received => [.. _received];

    /// <summary>The ids of each request, in order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Batches => [.. _received.Select(request => Ids(request.Body))];

    /// <summary>The one event with this id, as it was sent last.</summary>
    public JsonNode Event(string id) => _received.SelectMany(request => request.Body["data"]!.AsArray()).Last(sent => sent!["event_id"]!.GetValue<string>() == id)!;

    public void Forget()
    {
        _received.Clear();
        Bad.Clear();
        _instead = null;
    }

    public MetaStandIn Answers(int status, string body)
    {
        _instead = () => Json(status, body);
        return this;
    }

    public MetaStandIn Breaks(Exception exception)
    {
        _instead = () => throw exception;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        _received.Enqueue((request.RequestUri!.AbsoluteUri, body));
        if (_instead is not null) return _instead();
        return Ids(body).Any(Bad.Contains)
            ? Json(400, """{"error":{"message":"Invalid parameter","type":"OAuthException","code":100,"error_subcode":2804003,"fbtrace_id":"x"}}""")
            : Json(200, $$"""{"events_received":{{Ids(body).Count}},"messages":[],"fbtrace_id":"x"}""");
    }

    private static List<string> Ids(JsonNode body) => [.. body["data"]!.AsArray().Select(sent => sent!["event_id"]!.GetValue<string>())];

    private static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
