using FluentValidation;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application.ReserveCoupon;

internal sealed class ReserveCouponHandler(ICoupons coupons, TimeProvider clock)
    : ICommandHandler<Contracts.ReserveCoupon, CouponDiscount>
{
    public async Task<Result<CouponDiscount>> Handle(Contracts.ReserveCoupon request, CancellationToken cancellationToken)
    {
        // A repeat of a purchase's own reservation; one that has ended is over for good.
        if (await Own(request, cancellationToken) is { } held) return held;
        if (CouponCode.From(request.Code) is not { } code) return CouponErrors.NotApplicable;

        // Unlocked first: a used-up code refuses 30,000 askers a second this way, and 1,000 when each takes the lock. What used
        // it up may have been this very purchase, on the other click of a double click: hence a look at its own each time.
        var now = clock.GetUtcNow();
        if (await coupons.Find(code, cancellationToken) is not { } open) return CouponErrors.NotApplicable;
        if (!open.AppliesTo(usesOfContractor: 0, now)) return await Own(request, cancellationToken) ?? CouponErrors.NotApplicable;

        var coupon = (await coupons.Lock(code, cancellationToken))!;
        if (await Own(request, cancellationToken) is { } meanwhile) return meanwhile;
        var ordinals = await coupons.Ordinals(code, request.Contractor, cancellationToken);
        var reserved = coupon.Reserve(request.Purchase, request.Contractor, ordinals, request.Subtotal, now);
        if (reserved.IsFailure) return reserved.Error;

        coupons.Add(reserved.Value);
        return new CouponDiscount(code, reserved.Value.Discount);
    }

    private async Task<Result<CouponDiscount>?> Own(Contracts.ReserveCoupon request, CancellationToken cancel)
    {
        if (await coupons.FindReservation(request.Purchase, cancel) is not { } held) return null;

        // Priced again on another plan, after a crash: the code takes its part of that price.
        var coupon = (await coupons.Find(held.Code, cancel))!;
        if (held.State is ReservationState.Reserved && held.Discount != Coupon.Discount(request.Subtotal, coupon.PercentOff))
        {
            (coupon, held) = (await coupons.LockReservation(request.Purchase, cancel))!.Value;
            coupon.Reckon(held, request.Subtotal);
        }

        return held.State is ReservationState.Released ? CouponErrors.NotApplicable : new CouponDiscount(held.Code, held.Discount);
    }
}

internal sealed class ReserveCouponValidator : AbstractValidator<Contracts.ReserveCoupon>
{
    public ReserveCouponValidator() => RuleFor(command => command.Subtotal.Cents).GreaterThanOrEqualTo(0).WithErrorCode("coupons.subtotal-negative");
}
