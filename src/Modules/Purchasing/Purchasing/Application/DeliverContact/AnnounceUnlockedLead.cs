using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>Tells the other modules, with what a receipt needs and nothing of the homeowner.</summary>
internal sealed class AnnounceUnlockedLead(IContractors contractors, IListings listings, IOutbox outbox) : IDomainEventHandler<UnlockPaid>
{
    public async Task Handle(UnlockPaid domainEvent, CancellationToken cancel)
    {
        var contractor = (await contractors.Find(domainEvent.Contractor, cancel))!;
        var listing = (await listings.Find(domainEvent.Listing, cancel))!;
        outbox.Publish(new LeadUnlocked(
            domainEvent.Unlock, listing.Id, listing.LeadId, contractor.Id, contractor.Company, contractor.Email, contractor.Locale,
            listing.Service, listing.Area, domainEvent.Charge, domainEvent.At));
    }
}
