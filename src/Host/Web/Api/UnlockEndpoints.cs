using System.Threading.RateLimiting;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;

namespace LeadMarket.Web.Api;

internal static class UnlockEndpoints
{
    /// <summary>All a caller may say. The price, the plan and who is buying are the server's to know; anything else in the body is ignored.</summary>
    private sealed record Order(string? Coupon, bool UseCredits = false);

    /// <param name="AmountCents">The whole price, taxes included, whether a card or credits pay it; null until it is frozen.</param>
    /// <param name="CheckoutUrl">Null while Stripe has not answered: ask again.</param>
    private sealed record Started(
        UnlockId UnlockId, string State, long? SubtotalCents, long? DiscountCents, IReadOnlyList<Tax> Taxes, long? AmountCents,
        Uri? CheckoutUrl, DateTimeOffset HeldUntil);

    private sealed record Tax(string Code, long AmountCents);

    private sealed record Unlock(string State, UnlockedContact? Contact);

    public static void MapUnlocks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/listings/{id:guid}/unlock", async (
                Guid id, Order? order, HttpContext http, IMediator modules, SiteLinks links, CancellationToken cancel) =>
            {
                var back = links.Absolute(links.Listing(new ListingId(id)));
                var started = await modules.Send(
                    new StartUnlock(http.User.ContractorId(), new ListingId(id), order?.Coupon, new ReturnAddresses(back, back), order?.UseCredits ?? false),
                    cancel);
                if (started.IsFailure) return ApiProblems.Refusal(started.Error);

                var answer = Answer(started.Value);
                return Results.Json(answer, statusCode: answer.CheckoutUrl is null && answer.State == "opening" ? StatusCodes.Status202Accepted : StatusCodes.Status201Created);
            })
            .AddEndpointFilter(LimitCouponTries)
            .Produces<Started>(StatusCodes.Status201Created)
            .Produces<Started>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .RequireAuthorization(Policies.ContractorApi);

        api.MapGet("/unlocks/{id:guid}", async (Guid id, HttpContext http, IMediator modules, CancellationToken cancel) =>
            {
                var unlock = await modules.Send(new GetUnlock(http.User.ContractorId(), new UnlockId(id)), cancel);
                return unlock.IsFailure ? ApiProblems.Refusal(unlock.Error) : Results.Ok(new Unlock(unlock.Value.State, unlock.Value.Contact));
            })
            .Produces<Unlock>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequireAuthorization(Policies.ContractorApi);
    }

    // Codes can be guessed: only an order that carries one counts as a try.
    private static async ValueTask<object?> LimitCouponTries(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<Order>().All(order => string.IsNullOrWhiteSpace(order.Coupon))) return await next(context);

        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredKeyedService<PartitionedRateLimiter<HttpContext>>(RateLimits.Coupons).AttemptAcquire(http);
        if (lease.IsAcquired) return await next(context);
        RateLimits.TellWhenToRetry(http, lease);
        await ApiProblems.Write(http, StatusCodes.Status429TooManyRequests, "request.too-many");
        return Results.Empty;
    }

    private static Started Answer(UnlockView unlock) => new(
        unlock.Id, unlock.State, unlock.Charge?.Subtotal.Cents, unlock.Charge?.Discount.Cents,
        [.. (unlock.Charge?.Taxes ?? []).Select(tax => new Tax(tax.Code, tax.Amount.Cents))],
        unlock.Charge?.Total.Cents, unlock.Checkout, unlock.HeldUntil);
}
