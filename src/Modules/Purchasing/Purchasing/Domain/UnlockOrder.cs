using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>What a buyer chose when they asked for a slot. Asked again while it is under way, the first choice stands.</summary>
/// <param name="ReturnTo">Where Stripe sends them afterwards.</param>
/// <param name="Coupon">A code as typed.</param>
/// <param name="UseCredits">Credits are spent before a card is asked.</param>
/// <param name="Pay">How what credits leave is paid.</param>
internal sealed record UnlockOrder(ReturnAddresses ReturnTo, string? Coupon = null, bool UseCredits = false, PaymentChoice Pay = default);
