using System.Collections.Frozen;
using System.Text.Json;

namespace LeadMarket.Leads.Domain;

/// <summary>Mail domains that hand an address to anybody for a few minutes.</summary>
/// <remarks>The list is that of the npm package <c>disposable-email-domains</c> (MIT), built into this assembly: some 120,000 domains,
/// and 400 of which every subdomain counts too.</remarks>
internal static class DisposableDomains
{
    // Read on the first request to be judged, not at the start of a host that may judge none.
    private static readonly Lazy<FrozenSet<string>> Exact = new(() => Read("disposable-domains.json"));
    private static readonly Lazy<FrozenSet<string>> WithSubdomains = new(() => Read("disposable-wildcards.json"));

    /// <param name="domain">In lower case.</param>
    public static bool Has(string domain) => Exact.Value.Contains(domain) || AndAbove(domain).Any(WithSubdomains.Value.Contains);

    private static IEnumerable<string> AndAbove(string domain)
    {
        for (var dot = -1; ; )
        {
            yield return domain[(dot + 1)..];
            dot = domain.IndexOf('.', dot + 1);
            if (dot < 0) yield break;
        }
    }

    private static FrozenSet<string> Read(string resource)
    {
        using var list = typeof(DisposableDomains).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} was not built into the module.");
        return JsonSerializer.Deserialize<string[]>(list)!.ToFrozenSet(StringComparer.Ordinal);
    }
}
