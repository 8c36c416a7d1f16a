using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

internal sealed class NoteBuyerWithdrawnHandler(ILeads leads, IRequests requests, TimeProvider clock) : ICommandHandler<NoteBuyerWithdrawn>
{
    public async Task<Result> Handle(NoteBuyerWithdrawn request, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;

        await requests.Keep(ConsentWithdrawal.FromBuyer(lead.Id, request.Unlock, clock.GetUtcNow()), cancellationToken);
        return Result.Success;
    }
}
