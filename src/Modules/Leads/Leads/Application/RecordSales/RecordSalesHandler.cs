using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.RecordSales;

internal sealed class RecordSalesHandler(ILeads leads, TimeProvider clock) : ICommandHandler<Contracts.RecordSales>
{
    public async Task<Result> Handle(Contracts.RecordSales command, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(command.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;

        lead.CountSold(command.Sold);

        // The same figure again, or one that comes after the end, changes nothing.
        var isSoldOut = command.Sold >= command.Capacity;
        return lead.Status switch
        {
            LeadStatus.Listed when isSoldOut => lead.SellOut(clock.GetUtcNow()),
            LeadStatus.SoldOut when !isSoldOut => lead.Reopen(clock.GetUtcNow()),
            _ => Result.Success,
        };
    }
}
