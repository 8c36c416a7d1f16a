using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application;

internal interface IContractors
{
    void Add(Contractor contractor);

    Task<Contractor?> Find(ContractorId id, CancellationToken cancel);

    /// <summary>Reads the row and keeps it as it is until the transaction ends; many may hold it at once.</summary>
    Task<Contractor?> Hold(ContractorId id, CancellationToken cancel);
}

internal interface IListings
{
    void Add(Listing listing);

    Task<Listing?> Find(ListingId id, CancellationToken cancel);

    Task<Listing?> FindOf(LeadId lead, CancellationToken cancel);

    /// <summary>Reads and locks the row: a withdrawal comes before whoever holds it, or after.</summary>
    Task<Listing> Lock(ListingId id, CancellationToken cancel);

    /// <summary>As <see cref="Lock"/>, to be changed; null when the lead is not listed.</summary>
    Task<Listing?> LockOf(LeadId lead, CancellationToken cancel);

    /// <summary>Keeps a lead from being listed from now on, also by news of it that is still on the way.</summary>
    Task NoteWithdrawal(LeadId lead, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Whether the lead may no longer be listed; one being withdrawn at this moment is waited for.</summary>
    Task<bool> WasWithdrawn(LeadId lead, CancellationToken cancel);

    /// <summary>Takes the lowest free slot in one statement, which keeps the cap; null when none is left or the lead has expired or ended.
    /// The row stays locked until the transaction ends.</summary>
    Task<int?> TakeSlot(ListingId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Takes every slot but the buyer's own, in one statement, while nobody else has one.</summary>
    /// <param name="own">The slot of the lead's buyer, as a bit.</param>
    /// <returns>What was taken, as bits; null when another has a slot, there is no other slot, or the lead has expired or ended.</returns>
    Task<int?> TakeRest(ListingId id, int own, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Gives slots back. When all were taken, open boards hear of it.</summary>
    /// <param name="slots">As bits.</param>
    Task GiveBack(ListingId id, int slots, DateTimeOffset now, CancellationToken cancel);

    /// <summary>As <see cref="GiveBack"/>, of slots that were sold: when all were taken, everybody but its buyers is told of the listing once more.</summary>
    Task GiveBackSold(ListingId id, int slots, DateTimeOffset now, CancellationToken cancel);
}

internal interface IUnlocks
{
    void Add(Unlock unlock);

    void Add(DeliveredContact contact);

    /// <summary>Whether a buyer has the contact, as of now: it is not locked.</summary>
    Task<bool> HasContact(UnlockId unlock, CancellationToken cancel);

    /// <summary>The copy that an unlock bought, locked to be changed.</summary>
    Task<DeliveredContact?> LockContact(UnlockId unlock, CancellationToken cancel);

    /// <summary>Every copy of a lead's contact that a buyer still has, locked to be changed.</summary>
    Task<IReadOnlyList<DeliveredContact>> LockContacts(LeadId lead, CancellationToken cancel);

    /// <summary>Reads and locks the row: two workers on one unlock take turns.</summary>
    Task<Unlock?> Lock(UnlockId id, CancellationToken cancel);

    /// <summary>As <see cref="Lock"/>, of the purchase that an upgrade makes exclusive; null when it is no upgrade. Of the two it is locked
    /// first, everywhere.</summary>
    Task<Unlock?> LockLeadOf(UnlockId upgrade, CancellationToken cancel);

    /// <summary>As <see cref="Lock"/>, of the upgrade that holds the other slots of a purchase's lead; null when none does.</summary>
    Task<Unlock?> LockUpgradeOf(UnlockId lead, CancellationToken cancel);

    /// <summary>The contractor's unlock that rules out another one of the listing: it holds a slot, or was paid once. Who has had the
    /// contact and the money back does not get it again. Never an upgrade.</summary>
    Task<Unlock?> FindOwn(ListingId listing, ContractorId contractor, CancellationToken cancel);

    /// <summary>How many leads and upgrades this contractor holds and has not paid.</summary>
    Task<int> CountHeld(ContractorId contractor, CancellationToken cancel);

    /// <summary>How many of their holds ended unpaid since then, by their own doing.</summary>
    Task<int> CountTries(ContractorId contractor, DateTimeOffset since, CancellationToken cancel);

    /// <summary>As <see cref="CountTries"/>, of one listing alone.</summary>
    /// <param name="upgrades">Of its upgrade, or else of the lead.</param>
    Task<int> CountTriesOf(ListingId listing, ContractorId contractor, bool upgrades, DateTimeOffset since, CancellationToken cancel);
}
