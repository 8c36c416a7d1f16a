using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Domain;

internal static class CouponErrors
{
    /// <summary>One answer for unknown, over, used up and not yours: guessing learns nothing.</summary>
    public static readonly Error NotApplicable = Error.Invalid("coupons.not-applicable", "coupon");

    public static readonly Error CodeTaken = Error.Invalid("coupons.code-taken", "code");

    public static readonly Error NotFound = Error.NotFound("coupons.not-found");
}
