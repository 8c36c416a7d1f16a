using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application.DisableCoupon;

internal sealed class DisableCouponHandler(ICoupons coupons, TimeProvider clock) : ICommandHandler<Contracts.DisableCoupon>
{
    public async Task<Result> Handle(Contracts.DisableCoupon request, CancellationToken cancellationToken)
    {
        if (CouponCode.From(request.Code) is not { } code || await coupons.Lock(code, cancellationToken) is not { } coupon)
            return CouponErrors.NotFound;

        coupon.Disable(clock.GetUtcNow());
        return Result.Success;
    }
}
