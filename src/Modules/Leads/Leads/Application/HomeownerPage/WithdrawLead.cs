using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

internal sealed class WithdrawLeadHandler(ILeads leads, IRequests requests, TimeProvider clock) : ICommandHandler<WithdrawLead>
{
    public async Task<Result> Handle(WithdrawLead request, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;

        var now = clock.GetUtcNow();
        await requests.Keep(ConsentWithdrawal.FromEverybody(lead.Id, ConsentText.Contact, now), cancellationToken);
        return lead.Status is LeadStatus.Withdrawn ? Result.Success : lead.Withdraw(now);
    }
}
