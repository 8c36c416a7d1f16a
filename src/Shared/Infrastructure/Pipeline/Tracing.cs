using System.Diagnostics;

namespace LeadMarket.Infrastructure.Pipeline;

/// <summary>The product's spans: one for each request, each vendor call and each delivered event.</summary>
public static class Tracing
{
    public const string SourceName = "LeadMarket";

    public static ActivitySource Source { get; } = new(SourceName);
}
