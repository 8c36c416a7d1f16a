using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class RecordSalesWhenLeadUnlocked(IMediator modules) : IReactionProcess<LeadUnlocked>
{
    public async Task<Result> Handle(LeadUnlocked integrationEvent, CancellationToken cancel)
    {
        // Counted again after telling: of two sales told at once the older count may arrive last, and would reopen a lead
        // that is sold out. Whoever tells last has then told what is so.
        ListingSales? told = null;
        while (true)
        {
            var counted = await modules.Send(new CountSales(integrationEvent.Listing), cancel);
            if (counted.IsFailure) return counted.Error;
            if (counted.Value == told) return Result.Success;

            told = counted.Value;
            var recorded = await modules.Send(new RecordSales(integrationEvent.Lead, told.Sold, told.Capacity), cancel);
            if (recorded.IsFailure) return recorded;
        }
    }
}
