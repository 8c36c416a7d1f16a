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
    /// <param name="UseCredits">Spends credits before a card.</param>
    /// <param name="PayWithSavedCard">With the card that Stripe keeps; refused, the checkout page opens instead.</param>
    /// <param name="KeepCard">The buyer agrees that Stripe keeps the card of its page.</param>
    /// <param name="AgreedCents">The most that the saved card may be charged; more, and the checkout page opens instead.</param>
    /// <param name="AgreedTotalCents">The most that it may cost, whether a card or credits pay it; more, and the checkout page opens instead.</param>
    private sealed record Order(
        string? Coupon, bool UseCredits = false, bool PayWithSavedCard = false, bool KeepCard = false, long? AgreedCents = null, long? AgreedTotalCents = null)
    {
        public PaymentChoice Pay => PaymentChosen(PayWithSavedCard, KeepCard, AgreedCents, AgreedTotalCents);
    }

    /// <summary>As <see cref="Order"/>; a coupon does not work on the difference to the exclusive price.</summary>
    private sealed record UpgradeOrder(
        bool UseCredits = false, bool PayWithSavedCard = false, bool KeepCard = false, long? AgreedCents = null, long? AgreedTotalCents = null)
    {
        public PaymentChoice Pay => PaymentChosen(PayWithSavedCard, KeepCard, AgreedCents, AgreedTotalCents);
    }

    // Less than nothing is agreed to by nobody: then the page opens.
    private static PaymentChoice PaymentChosen(bool savedCard, bool keepCard, long? agreedCents, long? agreedTotalCents) =>
        new(savedCard, keepCard, AtLeastNothing(agreedCents), AgreedTotalCents: AtLeastNothing(agreedTotalCents));

    private static long? AtLeastNothing(long? cents) => cents is { } most ? Math.Max(most, 0) : null;

    /// <param name="AmountCents">The whole price, taxes included, whether a card or credits pay it; null until it is frozen.</param>
    /// <param name="CheckoutUrl">Null while Stripe has not answered: ask again.</param>
    /// <param name="CardRefusal">Why the saved card did not pay, as a code: then the checkout page takes another.</param>
    private sealed record Started(
        UnlockId UnlockId, string State, long? SubtotalCents, long? DiscountCents, IReadOnlyList<Tax> Taxes, long? AmountCents,
        Uri? CheckoutUrl, DateTimeOffset HeldUntil, string? CardRefusal);

    private sealed record Tax(string Code, long AmountCents);

    /// <param name="Exclusive">Nobody else can buy the lead.</param>
    private sealed record Unlock(string State, UnlockedContact? Contact, Uri? CheckoutUrl, string? CardRefusal, bool Exclusive);

    public static void MapUnlocks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/listings/{id:guid}/unlock", async (
                Guid id, Order? order, HttpContext http, IMediator modules, SiteLinks links, CancellationToken cancel) =>
            {
                order ??= new Order(Coupon: null);
                var back = links.Absolute(links.Listing(new ListingId(id)));
                var started = await modules.Send(
                    new StartUnlock(http.User.ContractorId(), new ListingId(id), order.Coupon, new ReturnAddresses(back, back), order.UseCredits, order.Pay), cancel);
                return started.IsFailure ? ApiProblems.Refusal(started.Error) : Answer(started.Value);
            })
            .AddEndpointFilter(LimitCouponTries)
            .AddEndpointFilter(LimitStripeCalls)
            .Produces<Started>(StatusCodes.Status201Created)
            .Produces<Started>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireAuthorization(Policies.ContractorApi);

        api.MapGet("/unlocks/{id:guid}", async (Guid id, HttpContext http, IMediator modules, CancellationToken cancel) =>
            {
                var unlock = await modules.Send(new GetUnlock(http.User.ContractorId(), new UnlockId(id)), cancel);
                return unlock.Succeeded(out var found)
                    ? Results.Ok(new Unlock(found.State, found.Contact, found.Checkout, found.CardRefusal, found.Exclusive))
                    : ApiProblems.Refusal(unlock.Error);
            })
            .Produces<Unlock>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequireAuthorization(Policies.ContractorApi);

        api.MapPost("/unlocks/{id:guid}/upgrade", async (
                Guid id, UpgradeOrder? order, HttpContext http, IMediator modules, SiteLinks links, CancellationToken cancel) =>
            {
                order ??= new UpgradeOrder();
                var back = links.Absolute(links.To(PagePaths.Upgrade, new { unlock = id }));
                var started = await modules.Send(
                    new StartUpgrade(http.User.ContractorId(), new UnlockId(id), new ReturnAddresses(back, back), order.UseCredits, order.Pay), cancel);
                return started.IsFailure ? ApiProblems.Refusal(started.Error) : Answer(started.Value);
            })
            .AddEndpointFilter(LimitStripeCalls)
            .Produces<Started>(StatusCodes.Status201Created)
            .Produces<Started>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireAuthorization(Policies.ContractorApi);
    }

    // Codes can be guessed: only an order that carries one counts as a try.
    private static ValueTask<object?> LimitCouponTries(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<Order>().All(order => string.IsNullOrWhiteSpace(order.Coupon)) ? next(context) : Within(RateLimits.Coupons, context, next);

    private static ValueTask<object?> LimitStripeCalls(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Within(RateLimits.StripeCalls, context, next);

    private static async ValueTask<object?> Within(string limit, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredKeyedService<PartitionedRateLimiter<HttpContext>>(limit).AttemptAcquire(http);
        if (lease.IsAcquired) return await next(context);
        RateLimits.TellWhenToRetry(http, lease);
        await ApiProblems.Write(http, StatusCodes.Status429TooManyRequests, "request.too-many");
        return Results.Empty;
    }

    private static IResult Answer(UnlockView unlock)
    {
        var started = new Started(
            unlock.Id, unlock.State, unlock.Charge?.Subtotal.Cents, unlock.Charge?.Discount.Cents,
            [.. (unlock.Charge?.Taxes ?? []).Select(tax => new Tax(tax.Code, tax.Amount.Cents))],
            unlock.Charge?.Total.Cents, unlock.Checkout, unlock.HeldUntil, unlock.CardRefusal);
        return Results.Json(started, statusCode: unlock is { Checkout: null, State: "opening" } ? StatusCodes.Status202Accepted : StatusCodes.Status201Created);
    }
}
