using System.Data.Common;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;
using Microsoft.Extensions.Caching.Memory;

namespace LeadMarket.Web.Presentation;

/// <param name="Service">Key; <paramref name="ServiceName"/> in the reader's language.</param>
/// <param name="Age">Coarse: <c>hour</c>, <c>day</c> or <c>days</c>.</param>
public sealed record RecentRequest(string Service, string ServiceName, string Town, string RegionName, string Age);

public sealed record ActiveRegion(string Key, string Name);

/// <param name="Regions">Where contractors work; only when no request is recent.</param>
public sealed record Activity(IReadOnlyList<RecentRequest> Leads, IReadOnlyList<ActiveRegion> Regions);

/// <summary>What has really happened lately, for people who wonder whether anybody is here. Nothing that tells who asked, no number
/// that is not so, and nothing at all when there is nothing.</summary>
public sealed class RecentActivity(
    IServiceScopeFactory scopes, IMemoryCache cache, Market market, Texts texts, ILogger<RecentActivity> log)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(60);

    private const string CacheKey = "recent-activity";
    private const int MostRegions = 6;

    public async Task<Activity> Read(CancellationToken cancel)
    {
        var found = cache.Get<Keys>(CacheKey) ?? await Ask(cancel);
        return new Activity(
            [.. found.Leads.Select(lead => new RecentRequest(
                lead.Service, market.FindService(lead.Service)?.Name.In(texts.Locale) ?? lead.Service, lead.Town, NameOf(lead.Region), lead.Age)).Distinct()],
            [.. found.Regions.Select(region => new ActiveRegion(region, NameOf(region)))]);
    }

    private sealed record Keys(IReadOnlyList<RecentLead> Leads, IReadOnlyList<string> Regions);

    private async Task<Keys> Ask(CancellationToken cancel)
    {
        try
        {
            // A scope of its own: the visitor's stays the visitor's.
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
            var modules = scope.ServiceProvider.GetRequiredService<IMediator>();

            var leads = await modules.Send(new GetRecentLeads(), cancel);
            if (leads.Succeeded(out var recent) && recent.Count > 0) return cache.Set(CacheKey, new Keys(recent, []), Freshness);

            // Not kept: the first request of a new market shows at once.
            var regions = await modules.Send(new ListActiveRegions(), cancel);
            return new Keys([], regions.Succeeded(out var active) ? [.. active.Take(MostRegions)] : []);
        }
        catch (DbException failure)
        {
            // The home page stands without it.
            log.LogWarning(failure, "Recent activity cannot be read; nothing of it is shown.");
            return new Keys([], []);
        }
    }

    private string NameOf(string region) => market.FindRegion(region)?.Name.In(texts.Locale) ?? region;
}
