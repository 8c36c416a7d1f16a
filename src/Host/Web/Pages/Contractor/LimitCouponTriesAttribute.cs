using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Refuses a visitor who tries one coupon after another. Codes can be guessed; unlocking and giving back without one
/// cannot be abused that way and are not counted.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitCouponTriesAttribute() : LimitAttribute(RateLimits.Coupons)
{
    protected override bool Counts(PageHandlerExecutingContext context) =>
        context.HandlerArguments.TryGetValue("coupon", out var typed) && !string.IsNullOrWhiteSpace(typed as string);
}
