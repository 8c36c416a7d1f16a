using Dapper;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>The leads that are for sale to one contractor, narrowed by what they look for.</summary>
internal static class BoardScope
{
    /// <summary>In a contractor's coverage and open to their plan, of a table called <c>l</c>. <see cref="Contractor.Covers"/> and
    /// <see cref="EarlyAccess"/> say the same.</summary>
    public const string Visible = """
        l.service = any(@services) and (l.region = any(@regions) or l.postal_prefix = any(@areas)) and l.listed_at <= @listedUntil
        """;

    /// <summary>Uses listings_board or listings_for_sale. Full, expired, withdrawn and own ones are not for sale to this contractor, nor what they had
    /// and gave back.</summary>
    public const string ForSale = $"""
        l.slots < (1 << l.capacity) - 1 and l.withdrawn_at is null and l.expires_at > @now and {Visible}
            and (@service::text is null or l.service = @service)
            and (@region::text is null or l.region = @region) and (@area::text is null or l.postal_prefix = @area)
            and (@budget::text is null or l.budget = @budget) and (@timeline::text is null or l.timeline = @timeline)
            and (@language::text is null or l.locale = @language) and (@mode::text is null or l.mode = @mode)
            and (@listedFrom::timestamptz is null or l.listed_at >= @listedFrom)
            and not exists (
                select from purchasing.unlocks u
                where u.listing_id = l.id and u.contractor_id = @contractor
                    and (u.paid_at is not null or u.state in ('reserved', 'opening', 'open', 'processing', 'cancelling')))
        """;

    /// <summary>What <see cref="Visible"/> asks for.</summary>
    public static DynamicParameters Of(ContractorId contractor, BoardViewer viewer, Market market, DateTimeOffset now) => new(new
    {
        contractor = contractor.Value,
        services = viewer.Services,
        regions = viewer.Regions,
        areas = viewer.Areas,
        listedUntil = new EarlyAccess(market).ListedUntil(viewer.Plan, now),
        now,
    });

    /// <summary>Adds what the filter asks for.</summary>
    /// <returns>False when it can match nothing: what the market does not have is on no board, and may not even be text that PostgreSQL can hold.</returns>
    public static bool Narrow(DynamicParameters parameters, BoardFilter? filter, Market market, DateTimeOffset now)
    {
        filter ??= new BoardFilter();
        var region = filter.Area is null ? null : market.FindRegion(filter.Area)?.Key;
        var area = filter.Area is null || region is not null ? null : market.FindArea(filter.Area)?.Code;
        if (!Has(filter.Service, key => market.FindService(key) is not null)
            || (filter.Area is not null && region is null && area is null)
            || !Has(filter.Budget, key => market.Budgets.Any(choice => choice.Key == key))
            || !Has(filter.Timeline, key => market.Timelines.Any(choice => choice.Key == key))
            || !Has(filter.Language, key => market.Locales.Contains(key, StringComparer.Ordinal))
            || !Has(filter.Mode, key => key is "shared" or "exclusive")
            || filter.MaxAgeHours <= 0) return false;

        // No lead is on a board for longer than a century.
        DateTimeOffset? listedFrom = filter.MaxAgeHours is { } hours ? now - TimeSpan.FromHours(Math.Min(hours, 876_000)) : null;
        parameters.AddDynamicParams(new
        {
            service = filter.Service, region, area, budget = filter.Budget, timeline = filter.Timeline, language = filter.Language, mode = filter.Mode, listedFrom,
        });
        return true;
    }

    private static bool Has(string? value, Func<string, bool> known) => value is null || known(value);
}
