using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

/// <summary>How far an unlock's money is on its way back.</summary>
internal sealed record FindRefund(UnlockId Unlock) : IQuery<UnlockRefund>;

/// <param name="WasPaid">It bought the contact once, whatever became of it.</param>
internal sealed record UnlockRefund(UnlockState State, bool WasPaid, RefundCause? Cause, bool ToCredit);
