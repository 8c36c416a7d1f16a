using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application.ReturnCoupon;

internal sealed class ReturnCouponHandler(ICoupons coupons, TimeProvider clock) : ICommandHandler<Contracts.ReturnCoupon>
{
    public async Task<Result> Handle(Contracts.ReturnCoupon request, CancellationToken cancellationToken)
    {
        if (await coupons.LockReservation(request.Purchase, cancellationToken) is var (coupon, reservation))
            coupon.Return(reservation, clock.GetUtcNow());
        return Result.Success;
    }
}
