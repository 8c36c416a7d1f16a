using LeadMarket.Coupons.Application;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Coupons.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Coupons;

/// <summary>Codes, their rules, and their uses by purchases.</summary>
public static class CouponsModule
{
    public static IServiceCollection AddCoupons(this IServiceCollection services) => services
        .AddModule<CouponsDbContext>("coupons", typeof(CouponsModule).Assembly, typeof(ReserveCoupon).Assembly)
        .AddScoped<ICoupons, CouponRepository>();
}
