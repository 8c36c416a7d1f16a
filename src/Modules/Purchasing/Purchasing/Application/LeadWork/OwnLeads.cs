using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.LeadWork;

/// <summary>Whose lead it is, and whether it is still theirs to work.</summary>
internal static class OwnLeads
{
    /// <summary>The contractor's own paid unlock, locked; null when it is another's, an upgrade, or its money went back or is about to.</summary>
    public static async Task<Unlock?> LockOwnLead(this IUnlocks unlocks, ContractorId contractor, UnlockId id, CancellationToken cancel) =>
        await unlocks.Lock(id, cancel) is { IsUpgrade: false, State: UnlockState.Paid or UnlockState.Disputed } unlock && unlock.ContractorId == contractor
            ? unlock
            : null;
}
