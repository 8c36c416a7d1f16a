using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using MediatR;

namespace LeadMarket.Web.Api;

internal static class BoardEndpoints
{
    /// <param name="PriceCents">This contractor's price, before tax and coupons.</param>
    private sealed record Item(
        ListingId ListingId, string Service, string Region, string Area, string Budget, string Timeline,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, DateTimeOffset ListedAt, int SlotsTaken, int Capacity, long PriceCents);

    private sealed record Page(IReadOnlyList<Item> Items, string? NextCursor);

    public static void MapBoard(this IEndpointRouteBuilder api) =>
        api.MapGet("/board", async (string? service, string? region, string? cursor, HttpContext http, IMediator modules, CancellationToken cancel) =>
            {
                var contractor = http.User.ContractorId();
                var quote = await modules.Send(new QuoteLead(contractor), cancel);
                if (quote.IsFailure) return ApiProblems.Refusal(quote.Error);
                var page = await modules.Send(new BrowseBoard(contractor, service, region, cursor), cancel);
                if (page.IsFailure) return ApiProblems.Refusal(page.Error);

                var price = quote.Value.Charge.Subtotal.Cents;
                return Results.Ok(new Page(
                    [.. page.Value.Items.Select(item => new Item(
                        item.ListingId, item.Service, item.Region, item.Area, item.Budget, item.Timeline, item.Answers,
                        item.ListedAt, item.SlotsTaken, item.Capacity, price))],
                    page.Value.NextCursor));
            })
            .Produces<Page>()
            .RequireAuthorization(Policies.ContractorApi);
}
