using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;

namespace LeadMarket.Web.Api;

internal static class BoardEndpoints
{
    /// <param name="OpenToAllAt">Until then only the better plans see it; null once every plan does.</param>
    /// <param name="PriceCents">This contractor's price, before tax and coupons; null when it is not for sale.</param>
    private sealed record Item(
        ListingId ListingId, string Service, string Region, string Area, string PostalArea, string Budget, string Timeline, string Language,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, DateTimeOffset ListedAt, DateTimeOffset? OpenToAllAt, string Mode, int SlotsTaken, int Capacity,
        long? PriceCents);

    /// <param name="Total">How many match over all pages.</param>
    private sealed record Page(IReadOnlyList<Item> Items, string? NextCursor, int Total);

    public static void MapBoard(this IEndpointRouteBuilder api) =>
        api.MapGet("/board", async (
                string? service, string? area, string? region, string? budget, string? timeline, int? age, string? language, string? mode,
                BoardSort? sort, string? cursor, HttpContext http, IMediator modules, CancellationToken cancel) =>
            {
                var contractor = http.User.ContractorId();
                // Areas were regions alone once, and callers still say so.
                var filter = new BoardFilter(service, area ?? region, budget, timeline, age, language, mode);
                var page = await modules.Send(new BrowseBoard(contractor, filter, sort ?? BoardSort.Newest, cursor), cancel);
                if (page.IsFailure) return ApiProblems.Refusal(page.Error);
                var prices = await LeadPrices.Ask(modules, contractor, page.Value.Items, cancel);
                if (prices.IsFailure) return ApiProblems.Refusal(prices.Error);

                return Results.Ok(new Page(
                    [.. page.Value.Items.Select(item => new Item(
                        item.ListingId, item.Service, item.Region, item.Area, item.PostalPrefix, item.Budget, item.Timeline, item.Locale, item.Answers,
                        item.ListedAt, item.OpenToAllAt, item.Mode, item.SlotsTaken, item.Capacity, prices.Value.Of(item)?.Subtotal.Cents))],
                    page.Value.NextCursor, page.Value.Total));
            })
            .Produces<Page>()
            .RequireAuthorization(Policies.ContractorApi);
}
