using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Lifecycle;

internal sealed class AuditEveryMove(ILeads leads) : IDomainEventHandler<LeadMovedDomainEvent>
{
    public Task Handle(LeadMovedDomainEvent domainEvent, CancellationToken cancel)
    {
        leads.Record(domainEvent.Move);
        return Task.CompletedTask;
    }
}
