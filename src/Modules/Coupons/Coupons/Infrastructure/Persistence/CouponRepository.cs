using LeadMarket.Coupons.Application;
using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Coupons.Infrastructure.Persistence;

internal sealed class CouponRepository(CouponsDbContext context) : ICoupons
{
    public void Add(Coupon coupon) => context.Add(coupon);

    public void Add(CouponReservation reservation) => context.Add(reservation);

    public Task<Coupon?> Find(string code, CancellationToken cancel) =>
        context.Set<Coupon>().AsNoTracking().FirstOrDefaultAsync(coupon => coupon.Code == code, cancel);

    public Task<Coupon?> Lock(string code, CancellationToken cancel) =>
        context.Set<Coupon>().FromSql($"select * from coupons.coupons where code = {code} for update").FirstOrDefaultAsync(cancel);

    public Task<CouponReservation?> FindReservation(PurchaseId purchase, CancellationToken cancel) =>
        context.Set<CouponReservation>().AsNoTracking().FirstOrDefaultAsync(reservation => reservation.PurchaseId == purchase, cancel);

    public async Task<(Coupon Coupon, CouponReservation Reservation)?> LockReservation(PurchaseId purchase, CancellationToken cancel)
    {
        if (await FindReservation(purchase, cancel) is not { } found) return null;

        var coupon = await Lock(found.Code, cancel);
        var reservation = await context.Set<CouponReservation>().FirstAsync(row => row.PurchaseId == purchase, cancel);
        return (coupon!, reservation);
    }

    public async Task<IReadOnlyCollection<int>> Ordinals(string code, ContractorId contractor, CancellationToken cancel) =>
        await context.Set<CouponReservation>()
            .Where(row => row.Code == code && row.ContractorId == contractor && row.State != ReservationState.Released)
            .Select(row => row.Ordinal)
            .ToListAsync(cancel);
}
