using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Domain;

/// <summary>A percent-off code with a cap over all contractors and a cap for each.</summary>
/// <remarks>The counters are kept on this row, under its lock, because a contractor may not see another's uses and they
/// still count. Counting and inserting without that lock was measured at 130 uses of 100.</remarks>
internal sealed class Coupon : Aggregate
{
    private Coupon()
    {
    }

    public string Code { get; private set; } = "";

    public int PercentOff { get; private set; }

    public int TotalCap { get; private set; }

    public int PerContractorCap { get; private set; }

    /// <summary>Reserved and redeemed uses.</summary>
    public int Used { get; private set; }

    public int Redeemed { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>The first instant at which the code no longer applies.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>A use comes back when all of its purchase's money goes back.</summary>
    public bool ReturnsOnRefund { get; private set; }

    public DateTimeOffset? DisabledAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static Coupon Create(
        string code, int percentOff, int totalCap, int perContractorCap, DateTimeOffset startsAt, DateTimeOffset? endsAt, bool returnsOnRefund, DateTimeOffset at) => new()
    {
        Code = code,
        PercentOff = percentOff,
        TotalCap = totalCap,
        PerContractorCap = perContractorCap,
        StartsAt = startsAt,
        EndsAt = endsAt,
        ReturnsOnRefund = returnsOnRefund,
        CreatedAt = at,
    };

    /// <summary>Whether a contractor who already uses the code this often may use it once more.</summary>
    public bool AppliesTo(int usesOfContractor, DateTimeOffset at) =>
        DisabledAt is null
        && StartsAt <= at && (EndsAt is null || at < EndsAt)
        && Used < TotalCap
        && usesOfContractor < PerContractorCap;

    /// <summary>What a percentage takes off a price, half a cent rounded up. Never more than the price.</summary>
    public static Money Discount(Money subtotal, int percentOff) => subtotal with { Cents = checked((subtotal.Cents * percentOff + 50) / 100) };

    /// <summary>Holds one use. Call it under the row's lock, with uses counted under that lock.</summary>
    /// <param name="ordinals">The ordinals of the contractor's other uses; a unique index is the second line.</param>
    public Result<CouponReservation> Reserve(
        PurchaseId purchase, ContractorId contractor, IReadOnlyCollection<int> ordinals, Money subtotal, DateTimeOffset at)
    {
        if (!AppliesTo(ordinals.Count, at)) return CouponErrors.NotApplicable;

        Used++;
        var ordinal = Enumerable.Range(1, PerContractorCap).First(free => !ordinals.Contains(free));
        return CouponReservation.Hold(purchase, this, contractor, ordinal, Discount(subtotal, PercentOff), at);
    }

    /// <summary>Takes its part of another price, as long as the use is neither redeemed nor given back.</summary>
    public void Reckon(CouponReservation reservation, Money subtotal) => reservation.Take(Discount(subtotal, PercentOff));

    /// <summary>Counts a reserved use as redeemed. Asked twice, it counts once.</summary>
    public void Redeem(CouponReservation reservation, DateTimeOffset at)
    {
        if (reservation.End(ReservationState.Redeemed, at)) Redeemed++;
    }

    /// <summary>Gives a reserved use back. Asked twice, it gives back one.</summary>
    public void Release(CouponReservation reservation, DateTimeOffset at)
    {
        if (reservation.End(ReservationState.Released, at)) Used--;
    }

    /// <summary>Gives back the use of a purchase whose money went back, redeemed or not yet. Asked twice, it gives back one.</summary>
    public void Return(CouponReservation reservation, DateTimeOffset at)
    {
        // News of the refund can be quicker than that of the payment: of a code that keeps its uses, that one ends the reservation.
        if (!ReturnsOnRefund) return;
        if (reservation.State is ReservationState.Redeemed) Redeemed--;
        if (reservation.Return(at)) Used--;
    }

    public void Disable(DateTimeOffset at) => DisabledAt ??= at;
}
