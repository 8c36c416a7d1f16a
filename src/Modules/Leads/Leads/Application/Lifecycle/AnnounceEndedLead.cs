using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Listing;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Lifecycle;

/// <summary>Whatever way a lead ends, whoever sells it hears of it.</summary>
internal sealed class AnnounceEndedLead(IOutbox outbox) : IDomainEventHandler<LeadEndedDomainEvent>
{
    public Task Handle(LeadEndedDomainEvent domainEvent, CancellationToken cancel)
    {
        outbox.Publish(new LeadEnded(domainEvent.Lead.Id, domainEvent.Lead.Status.Spelled(), domainEvent.At));
        return Task.CompletedTask;
    }
}

/// <summary>Nobody has paid for this person: a new request of theirs is no duplicate.</summary>
internal sealed class FreePersonWhenLeadEndsUnsold(IIdentities identities) : IDomainEventHandler<LeadEndedDomainEvent>
{
    public Task Handle(LeadEndedDomainEvent domainEvent, CancellationToken cancel) =>
        domainEvent.Lead.Sold == 0 ? identities.Release(domainEvent.Lead.Id, cancel) : Task.CompletedTask;
}
