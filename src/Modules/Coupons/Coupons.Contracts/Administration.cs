using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Contracts;

/// <summary>Makes a percent-off code. Staff only.</summary>
/// <param name="Code">3 to 32 letters, digits or hyphens; kept in upper case.</param>
/// <param name="PercentOff">1 to 100.</param>
/// <param name="TotalCap">Uses over all contractors, at least 1.</param>
/// <param name="PerContractorCap">Uses by one contractor, at least 1.</param>
/// <param name="EndsAt">The first instant at which it no longer applies; null for no end.</param>
/// <param name="ReturnsOnRefund">A use comes back to its contractor, and to the cap, when all of the purchase's money goes back.</param>
/// <remarks>Refused with <c>validation.failed</c>, <c>coupons.code-taken</c>.</remarks>
public sealed record CreateCoupon(
    string Code, int PercentOff, int TotalCap, int PerContractorCap, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, bool ReturnsOnRefund = true) : ICommand;

/// <summary>Stops a code from being reserved again; what is reserved keeps its price. Staff only.</summary>
/// <remarks>Refused with <c>coupons.not-found</c>.</remarks>
public sealed record DisableCoupon(string Code) : ICommand;

/// <summary>Every code with its counts, newest first, at most 200. Staff only.</summary>
public sealed record ListCoupons : IQuery<IReadOnlyList<CouponSummary>>;

/// <param name="Used">Reserved and redeemed uses.</param>
public sealed record CouponSummary(
    string Code, int PercentOff, int TotalCap, int PerContractorCap, int Used, int Redeemed, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, bool ReturnsOnRefund,
    bool Disabled);
