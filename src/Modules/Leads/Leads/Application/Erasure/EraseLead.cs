using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Erasure;

internal sealed class EraseLeadHandler(ILeads leads, LeadEraser eraser) : ICommandHandler<EraseLead>
{
    public async Task<Result> Handle(EraseLead request, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;

        await eraser.Erase(lead, cancellationToken);
        return Result.Success;
    }
}
