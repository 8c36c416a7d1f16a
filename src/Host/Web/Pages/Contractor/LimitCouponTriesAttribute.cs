using System.Threading.RateLimiting;
using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Refuses a visitor who tries one coupon after another. Codes can be guessed; unlocking and giving back without one
/// cannot be abused that way and are not counted.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitCouponTriesAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!CarriesCoupon(context))
        {
            await next();
            return;
        }

        var http = context.HttpContext;
        var tries = http.RequestServices.GetRequiredKeyedService<PartitionedRateLimiter<HttpContext>>(RateLimits.Coupons);
        using var lease = tries.AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            await next();
            return;
        }

        RateLimits.TellWhenToRetry(http, lease);
        context.Result = new StatusCodeResult(StatusCodes.Status429TooManyRequests);
    }

    private static bool CarriesCoupon(PageHandlerExecutingContext context) =>
        context.HandlerArguments.TryGetValue("coupon", out var typed) && !string.IsNullOrWhiteSpace(typed as string);
}
