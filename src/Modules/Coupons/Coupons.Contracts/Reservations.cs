using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Contracts;

/// <summary>Holds one use of a code for a purchase and answers what it takes off.</summary>
/// <param name="Code">As typed: case and surrounding spaces do not matter.</param>
/// <param name="Subtotal">The price before discount and tax.</param>
/// <remarks>Idempotent on the purchase; asked again with another price, it takes its part of that one until it is redeemed. Refused with <c>coupons.not-applicable</c>, one answer for unknown, over, used up and
/// not yours, so that codes cannot be guessed one property at a time. The reservation ends only by
/// <see cref="RedeemCoupon"/>, <see cref="ReleaseCoupon"/> or <see cref="ReturnCoupon"/>.</remarks>
public sealed record ReserveCoupon(PurchaseId Purchase, ContractorId Contractor, string Code, Money Subtotal) : ICommand<CouponDiscount>;

/// <param name="Discount">0 to the subtotal, rounded half up to the cent.</param>
public sealed record CouponDiscount(string Code, Money Discount);

/// <summary>Marks the reservation of a paid purchase used. Idempotent; a purchase without one is fine.</summary>
public sealed record RedeemCoupon(PurchaseId Purchase) : ICommand;

/// <summary>Gives back the use held by a purchase that ended unpaid. Idempotent; a purchase without one is fine.</summary>
public sealed record ReleaseCoupon(PurchaseId Purchase) : ICommand;

/// <summary>Gives back the use of a purchase whose money went back whole, if the code allows it. Idempotent; a purchase without one is fine.</summary>
public sealed record ReturnCoupon(PurchaseId Purchase) : ICommand;

/// <summary>What a code would take off, holding nothing.</summary>
/// <remarks>Refused with <c>coupons.not-applicable</c>.</remarks>
public sealed record PreviewCoupon(ContractorId Contractor, string Code, Money Subtotal) : IQuery<CouponDiscount>;
