using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Application;

/// <summary>The codes and their reservations. Lock order: the coupon, then its reservations.</summary>
internal interface ICoupons
{
    void Add(Coupon coupon);

    void Add(CouponReservation reservation);

    /// <summary>Reads without locking.</summary>
    Task<Coupon?> Find(string code, CancellationToken cancel);

    /// <summary>Reads and locks the row until the transaction ends.</summary>
    Task<Coupon?> Lock(string code, CancellationToken cancel);

    Task<CouponReservation?> FindReservation(PurchaseId purchase, CancellationToken cancel);

    /// <summary>The coupon's lock, then the reservation as it stands under it; null when the purchase has none.</summary>
    Task<(Coupon Coupon, CouponReservation Reservation)?> LockReservation(PurchaseId purchase, CancellationToken cancel);

    /// <summary>The ordinals of the contractor's reserved and redeemed uses of the code.</summary>
    Task<IReadOnlyCollection<int>> Ordinals(string code, ContractorId contractor, CancellationToken cancel);
}
