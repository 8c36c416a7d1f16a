using System.Net.Http.Json;
using System.Text.RegularExpressions;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Isolation;

/// <summary>One way into a running host, as the host itself lists it.</summary>
public sealed record RunningEndpoint(string Name, string Method, string Template, string? Handler, IReadOnlyList<string> Policies)
{
    /// <summary>Names of the parameters of its address.</summary>
    public IReadOnlyList<string> Parameters => [.. Parameter.Matches(Template).Select(match => match.Groups["name"].Value)];

    /// <summary>The address with its parameters filled in.</summary>
    public string Address(Func<string, string> value) => Parameter.Replace(Template, match => Uri.EscapeDataString(value(match.Groups["name"].Value)))
        + (Handler is null ? "" : $"?handler={Handler}");

    public override string ToString() => $"{Method} {Name}{(Handler is null ? "" : $"?handler={Handler}")}";

    // {listing:guid}, {year:int:range(2000,2200)}, {**rest}
    private static readonly Regex Parameter = new(@"\{\*{0,2}(?<name>[A-Za-z]+)(:[^{}]*)?\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}

internal static class RunningEndpoints
{
    public static async Task<IReadOnlyList<RunningEndpoint>> Of(MarketProcesses market)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/development/endpoints");
        request.Headers.Add("X-Sandbox-Secret", MarketSettings.SandboxSecret);
        using var answer = await market.NewVisitor().SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<IReadOnlyList<RunningEndpoint>>())!;
    }
}
