using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>Tells the buyer, with nothing of the homeowner.</summary>
internal sealed class AnnounceWithdrawnContact(IContractors contractors, IListings listings, IOutbox outbox) : IDomainEventHandler<ContactTakenBack>
{
    public async Task Handle(ContactTakenBack domainEvent, CancellationToken cancel)
    {
        var contractor = (await contractors.Find(domainEvent.Contractor, cancel))!;
        var listing = (await listings.FindOf(domainEvent.Lead, cancel))!;
        outbox.Publish(new ContactWithdrawn(
            domainEvent.Unlock, domainEvent.Lead, contractor.Id, contractor.Company, contractor.Email, contractor.Locale,
            listing.Service, listing.Area, domainEvent.Erased, domainEvent.At));
    }
}
