using FluentValidation;
using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application.CreateCoupon;

internal sealed class CreateCouponHandler(ICoupons coupons, TimeProvider clock) : ICommandHandler<Contracts.CreateCoupon>
{
    public async Task<Result> Handle(Contracts.CreateCoupon request, CancellationToken cancellationToken)
    {
        var code = CouponCode.From(request.Code)!;
        if (await coupons.Find(code, cancellationToken) is not null) return CouponErrors.CodeTaken;

        coupons.Add(Coupon.Create(
            code, request.PercentOff, request.TotalCap, request.PerContractorCap, request.StartsAt.ToUniversalTime(), request.EndsAt?.ToUniversalTime(),
            request.ReturnsOnRefund, clock.GetUtcNow()));
        return Result.Success;
    }
}

internal sealed class CreateCouponValidator : AbstractValidator<Contracts.CreateCoupon>
{
    private const int MostUses = 1_000_000;

    public CreateCouponValidator()
    {
        RuleFor(command => command.Code).Must(code => CouponCode.From(code) is not null).WithErrorCode("coupons.code-invalid").WithState(_ => (long)CouponCode.Longest);
        RuleFor(command => command.PercentOff).InclusiveBetween(1, 100).WithErrorCode("coupons.percent-range").WithState(_ => 100L);
        RuleFor(command => command.TotalCap).InclusiveBetween(1, MostUses).WithErrorCode("coupons.cap-range").WithState(_ => (long)MostUses);
        RuleFor(command => command.PerContractorCap).InclusiveBetween(1, MostUses).WithErrorCode("coupons.cap-range").WithState(_ => (long)MostUses);
        RuleFor(command => command.EndsAt).Must((command, end) => end is null || end > command.StartsAt).WithErrorCode("coupons.ends-before-start");
    }
}
