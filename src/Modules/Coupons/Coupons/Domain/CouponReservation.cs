using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Domain;

internal enum ReservationState
{
    Reserved,
    Redeemed,
    Released,
}

/// <summary>One use of a code by one purchase. It ends once, as redeemed or as released; a redeemed one may be released when the money goes back.</summary>
internal sealed class CouponReservation
{
    private CouponReservation()
    {
    }

    public PurchaseId PurchaseId { get; private set; }

    public string Code { get; private set; } = "";

    public ContractorId ContractorId { get; private set; }

    /// <summary>1 to the cap for each contractor; unique among this contractor's uses that count.</summary>
    public int Ordinal { get; private set; }

    public long DiscountCents { get; private set; }

    public string Currency { get; private set; } = "";

    public ReservationState State { get; private set; }

    public DateTimeOffset ReservedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public Money Discount => new(DiscountCents, Currency);

    public static CouponReservation Hold(
        PurchaseId purchase, Coupon coupon, ContractorId contractor, int ordinal, Money discount, DateTimeOffset at) => new()
    {
        PurchaseId = purchase,
        Code = coupon.Code,
        ContractorId = contractor,
        Ordinal = ordinal,
        DiscountCents = discount.Cents,
        Currency = discount.Currency,
        State = ReservationState.Reserved,
        ReservedAt = at,
    };

    /// <summary>Takes this much off instead; what has ended stays as it was.</summary>
    public void Take(Money discount)
    {
        if (State is ReservationState.Reserved) (DiscountCents, Currency) = (discount.Cents, discount.Currency);
    }

    /// <summary>True when this call ended it.</summary>
    public bool End(ReservationState state, DateTimeOffset at)
    {
        if (State is not ReservationState.Reserved) return false;
        (State, EndedAt) = (state, at);
        return true;
    }

    /// <summary>True when this call gave it back.</summary>
    public bool Return(DateTimeOffset at)
    {
        if (State is ReservationState.Released) return false;
        (State, EndedAt) = (ReservationState.Released, at);
        return true;
    }
}
