using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application.RedeemCoupon;

internal sealed class RedeemCouponHandler(ICoupons coupons, TimeProvider clock) : ICommandHandler<Contracts.RedeemCoupon>
{
    public async Task<Result> Handle(Contracts.RedeemCoupon request, CancellationToken cancellationToken)
    {
        if (await coupons.LockReservation(request.Purchase, cancellationToken) is var (coupon, reservation))
            coupon.Redeem(reservation, clock.GetUtcNow());
        return Result.Success;
    }
}
