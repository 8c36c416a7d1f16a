using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

internal sealed class CloseLeadHandler(ILeads leads, TimeProvider clock) : ICommandHandler<CloseLead>
{
    public async Task<Result> Handle(CloseLead request, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;
        return lead.Status is LeadStatus.Closed ? Result.Success : lead.Close(clock.GetUtcNow());
    }
}
