using System.Text.Json.Serialization.Metadata;
using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Reads a list to its end, page by page.</summary>
internal static class StripeLists
{
    /// <summary>As many as Stripe gives at once. https://docs.stripe.com/api/pagination</summary>
    private const int Page = 100;

    /// <param name="fields">What is asked for beside the paging.</param>
    /// <returns>Newest first. Unknown or refused as soon as one page is: half a list would tell of things that are not missing.</returns>
    public static async Task<GatewayAnswer<IReadOnlyList<T>>> All<T>(
        this StripeClient stripe, string path, (string Name, object? Value)[] fields, Func<T, string> id, JsonTypeInfo<StripeList<T>> type,
        CancellationToken cancel)
    {
        var all = new List<T>();
        string? after = null;
        while (true)
        {
            var query = new StripeForm([.. fields, ("limit", Page), ("starting_after", after)]);
            var answer = await stripe.GetPatiently(path, query, type, cancel);
            if (!answer.Succeeded(out var page)) return answer.Select<IReadOnlyList<T>>(_ => all);

            all.AddRange(page.Data);
            if (!page.HasMore || page.Data.Count == 0) return GatewayAnswer<IReadOnlyList<T>>.Of(all);
            after = id(page.Data[^1]);
        }
    }

    /// <summary>From a time on, or all there ever were.</summary>
    public static (string Name, object? Value) Since(DateTimeOffset? since) => ("created", since is { } from ? new StripeForm(("gte", from)) : null);
}
