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

    /// <summary>Takes the lowest free slot in one statement, which keeps the cap; null when none is left or the lead has expired.
    /// The row stays locked until the transaction ends.</summary>
    Task<int?> TakeSlot(ListingId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Gives a slot back.</summary>
    Task GiveBackSlot(ListingId id, int slot, CancellationToken cancel);
}

internal interface IUnlocks
{
    void Add(Unlock unlock);

    void Add(DeliveredContact contact);

    /// <summary>Reads and locks the row: two workers on one unlock take turns.</summary>
    Task<Unlock?> Lock(UnlockId id, CancellationToken cancel);

    /// <summary>The contractor's unlock of a listing that holds a slot, if any.</summary>
    Task<Unlock?> FindActive(ListingId listing, ContractorId contractor, CancellationToken cancel);
}
