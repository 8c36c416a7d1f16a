using LeadMarket.Coupons.Domain;
using LeadMarket.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Coupons.Infrastructure.Persistence;

internal sealed class CouponsDbContext(DbContextOptions<CouponsDbContext> options) : ModuleDbContext(options, "coupons")
{
    protected override void MapModule(ModelBuilder model)
    {
        model.Entity<Coupon>().ToTable("coupons").HasKey(coupon => coupon.Code);
        model.Entity<CouponReservation>(reservation =>
        {
            reservation.ToTable("reservations").HasKey(row => row.PurchaseId);
            reservation.Property(row => row.State).HasConversion(
                state => state.ToString().ToLowerInvariant(), text => Enum.Parse<ReservationState>(text, ignoreCase: true));
            reservation.Ignore(row => row.Discount);
        });
    }
}
