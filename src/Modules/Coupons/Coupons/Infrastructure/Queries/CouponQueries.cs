using Dapper;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Coupons.Domain;
using LeadMarket.Coupons.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Infrastructure.Queries;

internal sealed class ListCouponsHandler(ReadSide<CouponsDbContext> read) : IQueryHandler<ListCoupons, IReadOnlyList<CouponSummary>>
{
    public async Task<Result<IReadOnlyList<CouponSummary>>> Handle(ListCoupons request, CancellationToken cancellationToken) =>
        (await read.Query(db => db.QueryAsync<CouponSummary>("""
            select code as "Code", percent_off as "PercentOff", total_cap as "TotalCap", per_contractor_cap as "PerContractorCap",
                used as "Used", redeemed as "Redeemed", starts_at as "StartsAt", ends_at as "EndsAt", returns_on_refund as "ReturnsOnRefund",
                disabled_at is not null as "Disabled"
            from coupons.coupons
            order by created_at desc, code
            limit 200
            """), cancellationToken)).AsList();
}

internal sealed class PreviewCouponHandler(ReadSide<CouponsDbContext> read, TimeProvider clock) : IQueryHandler<PreviewCoupon, CouponDiscount>
{
    private sealed record Standing(int PercentOff, bool Applies);

    public async Task<Result<CouponDiscount>> Handle(PreviewCoupon request, CancellationToken cancellationToken)
    {
        if (CouponCode.From(request.Code) is not { } code) return CouponErrors.NotApplicable;

        var standing = await read.Query(db => db.QueryFirstOrDefaultAsync<Standing>("""
            select percent_off as "PercentOff",
                disabled_at is null and starts_at <= @now and (ends_at is null or @now < ends_at) and used < total_cap
                and per_contractor_cap > (
                    select count(*) from coupons.reservations r
                    where r.code = c.code and r.contractor_id = @contractor and r.state <> 'released') as "Applies"
            from coupons.coupons c
            where code = @code
            """, new { code, contractor = request.Contractor.Value, now = clock.GetUtcNow() }), cancellationToken);

        return standing is { Applies: true }
            ? new CouponDiscount(code, Coupon.Discount(request.Subtotal, standing.PercentOff))
            : CouponErrors.NotApplicable;
    }
}
