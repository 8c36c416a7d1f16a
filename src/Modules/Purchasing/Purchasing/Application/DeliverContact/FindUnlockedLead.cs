using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>What an unlock is for.</summary>
internal sealed record FindUnlockedLead(UnlockId Unlock) : IQuery<ListedLead>;

internal sealed record ListedLead(ListingId Listing, LeadId Lead);
