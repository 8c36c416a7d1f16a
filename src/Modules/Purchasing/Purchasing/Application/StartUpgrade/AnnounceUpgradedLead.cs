using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUpgrade;

/// <summary>Tells the other modules, with what a receipt needs and nothing of the homeowner.</summary>
internal sealed class AnnounceUpgradedLead(IContractors contractors, IListings listings, IOutbox outbox) : IDomainEventHandler<UpgradePaid>
{
    public async Task Handle(UpgradePaid domainEvent, CancellationToken cancel)
    {
        var contractor = (await contractors.Find(domainEvent.Contractor, cancel))!;
        var listing = (await listings.Find(domainEvent.Listing, cancel))!;
        outbox.Publish(new LeadUpgraded(
            domainEvent.Upgrade, domainEvent.Of, listing.Id, listing.LeadId, contractor.Id, contractor.Company, contractor.Email, contractor.Locale,
            listing.Service, listing.Area, domainEvent.Charge, domainEvent.At));
    }
}
