using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Lifecycle;

/// <summary>Whatever way a lead gets listed, the market hears of it, and of nothing that tells who the homeowner is.</summary>
internal sealed class AnnounceListedLead(IOutbox outbox) : IDomainEventHandler<LeadListedDomainEvent>
{
    public Task Handle(LeadListedDomainEvent domainEvent, CancellationToken cancel)
    {
        var lead = domainEvent.Lead;
        outbox.Publish(new LeadListed(
            lead.Id,
            lead.Service,
            lead.Region,
            lead.Area,
            lead.PostalPrefix,
            lead.Budget,
            lead.Timeline,
            lead.Answers,
            lead.Quotes,
            lead.Locale,
            domainEvent.At));
        return Task.CompletedTask;
    }
}
