using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>How much one contractor may keep from all others without paying for it.</summary>
internal static class UnpaidHolds
{
    /// <summary>More than anybody pays within a hold. Without an end to it, one contractor could keep every lead from all others, and pay nothing.</summary>
    private const int MostHeld = 10;

    /// <summary>A card that is refused, a page left by mistake, a second thought; held a fourth time, an exclusive lead is kept from its other buyers.</summary>
    private const int MostTriesOfOne = 3;

    /// <summary>Who lets twenty holds go within an hour is not choosing leads.</summary>
    private const int MostTries = 20;

    /// <summary>Most leads are sold within a day.</summary>
    private static readonly TimeSpan TriesOfOneCountFor = TimeSpan.FromHours(24);

    private static readonly TimeSpan TriesCountFor = TimeSpan.FromHours(1);

    /// <summary>Why they may hold nothing more at all now, or null.</summary>
    // Many requests at once may pass it by a few: it stops hoarding, and keeps no books.
    public static async Task<Error?> Refusal(IUnlocks unlocks, ContractorId contractor, DateTimeOffset now, CancellationToken cancel)
    {
        if (await unlocks.CountHeld(contractor, cancel) >= MostHeld) return UnlockErrors.TooManyHeld;
        return await unlocks.CountTries(contractor, since: now - TriesCountFor, cancel) >= MostTries ? UnlockErrors.TooManyUnpaid : null;
    }

    /// <summary>Why they may not hold this one again now, or null. Asked under the lock that keeps them from holding it twice, it is exact.</summary>
    /// <param name="upgrades">The lead's other slots, or else the lead.</param>
    public static async Task<Error?> RefusalOf(
        IUnlocks unlocks, ListingId listing, ContractorId contractor, bool upgrades, DateTimeOffset now, CancellationToken cancel) =>
        await unlocks.CountTriesOf(listing, contractor, upgrades, since: now - TriesOfOneCountFor, cancel) >= MostTriesOfOne ? UnlockErrors.TriedTooOften : null;
}
