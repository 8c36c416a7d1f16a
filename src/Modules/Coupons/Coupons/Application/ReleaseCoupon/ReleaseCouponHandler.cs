using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application.ReleaseCoupon;

internal sealed class ReleaseCouponHandler(ICoupons coupons, TimeProvider clock) : ICommandHandler<Contracts.ReleaseCoupon>
{
    public async Task<Result> Handle(Contracts.ReleaseCoupon request, CancellationToken cancellationToken)
    {
        if (await coupons.LockReservation(request.Purchase, cancellationToken) is var (coupon, reservation))
            coupon.Release(reservation, clock.GetUtcNow());
        return Result.Success;
    }
}
