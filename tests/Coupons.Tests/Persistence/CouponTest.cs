using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Tests.Persistence;

/// <summary>A 50 % code of this test's own, and what contractors do with it.</summary>
[Collection(OnPostgres.Name)]
public abstract class CouponTest
{
    private readonly CouponsDatabase _database;

    protected CouponTest(CouponsDatabase database)
    {
        _database = database;
        database.Clock.Now = TestClock.Noon;
    }

    internal static Money Price => new(2900, "CAD");

    internal CouponsDatabase Database => _database;

    internal string Code { get; } = $"T-{Guid.NewGuid():N}"[..20].ToUpperInvariant();

    internal async Task<string> NewCode(int totalCap = 100, int perContractor = 100, DateTimeOffset? endsAt = null, bool returnsOnRefund = true)
    {
        var made = await _database.Send(Actor.Staff, new CreateCoupon(Code, 50, totalCap, perContractor, TestClock.Noon.AddDays(-1), endsAt, returnsOnRefund));
        made.IsFailure.ShouldBeFalse();
        return Code;
    }

    internal Task<Result<CouponDiscount>> Reserve(PurchaseId purchase, ContractorId contractor, string? code = null) =>
        _database.Send(Actor.Contractor(contractor), new ReserveCoupon(purchase, contractor, code ?? Code, Price));

    internal Task<Result> Release(PurchaseId purchase) => _database.Send(Actor.System, new ReleaseCoupon(purchase));

    internal Task<Result> Redeem(PurchaseId purchase) => _database.Send(Actor.System, new RedeemCoupon(purchase));

    internal Task<Result> Return(PurchaseId purchase) => _database.Send(Actor.System, new ReturnCoupon(purchase));

    internal Task<int> Used() => _database.Truth<int>("select used from coupons.coupons where code = @Code", new { Code });

    internal Task<int> Redeemed() => _database.Truth<int>("select redeemed from coupons.coupons where code = @Code", new { Code });

    /// <summary>Reservations that count, whatever the counter says.</summary>
    internal Task<long> Counting() => _database.Truth<long>("select count(*) from coupons.reservations where code = @Code and state <> 'released'", new { Code });

    internal static PurchaseId NewPurchase() => new(Guid.CreateVersion7());

    internal static ContractorId NewContractor() => new(Guid.CreateVersion7());
}
