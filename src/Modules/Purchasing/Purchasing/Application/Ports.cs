using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application;

internal interface IContractors
{
    void Add(Contractor contractor);

    Task<Contractor?> Find(ContractorId id, CancellationToken cancel);
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

    /// <summary>Gives a slot back.</summary>
    Task GiveBackSlot(ListingId id, int slot, CancellationToken cancel);
}

internal interface IUnlocks
{
    void Add(Unlock unlock);

    void Add(DeliveredContact contact);

    /// <summary>The copy that an unlock bought, locked to be changed.</summary>
    Task<DeliveredContact?> LockContact(UnlockId unlock, CancellationToken cancel);

    /// <summary>Every copy of a lead's contact that a buyer still has, locked to be changed.</summary>
    Task<IReadOnlyList<DeliveredContact>> LockContacts(LeadId lead, CancellationToken cancel);

    /// <summary>Reads and locks the row: two workers on one unlock take turns.</summary>
    Task<Unlock?> Lock(UnlockId id, CancellationToken cancel);

    /// <summary>The contractor's unlock that rules out another one of the listing: it holds a slot, or was paid once. Who has had the
    /// contact and the money back does not get it again.</summary>
    Task<Unlock?> FindOwn(ListingId listing, ContractorId contractor, CancellationToken cancel);
}
