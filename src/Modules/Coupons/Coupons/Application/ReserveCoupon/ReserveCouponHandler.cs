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
        if (await coupons.FindReservation(request.Purchase, cancellationToken) is { } held) return Standing(held);

        if (CouponCode.From(request.Code) is not { } code) return CouponErrors.NotApplicable;

        // Unlocked first: a used-up code refuses 30,000 askers a second this way, and 1,000 when each takes the lock.
        var now = clock.GetUtcNow();
        if (await coupons.Find(code, cancellationToken) is not { } open || !open.AppliesTo(usesOfContractor: 0, now)) return CouponErrors.NotApplicable;

        var coupon = (await coupons.Lock(code, cancellationToken))!;

        // Again under the lock: a double click of this purchase waited for it, and must not be refused its own last use.
        if (await coupons.FindReservation(request.Purchase, cancellationToken) is { } meanwhile) return Standing(meanwhile);
        var ordinals = await coupons.Ordinals(code, request.Contractor, cancellationToken);
        var reserved = coupon.Reserve(request.Purchase, request.Contractor, ordinals, request.Subtotal, now);
        if (reserved.IsFailure) return reserved.Error;

        coupons.Add(reserved.Value);
        return new CouponDiscount(code, reserved.Value.Discount);
    }

    private static Result<CouponDiscount> Standing(CouponReservation held) =>
        held.State is ReservationState.Released ? CouponErrors.NotApplicable : new CouponDiscount(held.Code, held.Discount);
}

internal sealed class ReserveCouponValidator : AbstractValidator<Contracts.ReserveCoupon>
{
    public ReserveCouponValidator() => RuleFor(command => command.Subtotal.Cents).GreaterThanOrEqualTo(0).WithErrorCode("coupons.subtotal-negative");
}
