using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

/// <summary>How far an unlock's money is on its way back.</summary>
internal sealed record FindRefund(UnlockId Unlock) : IQuery<UnlockRefund>;

/// <param name="Free">A coupon paid all of it: no money moved, and none goes back.</param>
/// <param name="InHand">Billing has taken the refund of all that was left, and tells its end by an event.</param>
/// <param name="WasPaid">It bought the contact once, whatever became of it.</param>
internal sealed record UnlockRefund(UnlockState State, bool WasPaid, bool Free, RefundCause? Cause, bool ToCredit, bool InHand);
