using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Sales;

/// <summary>Tells Leads how often a lead is sold. Idempotent.</summary>
internal sealed record TellSales(ListingId Listing, LeadId Lead) : IProcess;

internal sealed class TellSalesProcess(IMediator modules) : IProcessHandler<TellSales>
{
    public async Task<Result> Handle(TellSales request, CancellationToken cancellationToken)
    {
        // Counted again after telling: of two told at once the older count may arrive last, and would reopen a lead that is
        // sold out, or lock one that is not. Whoever tells last has then told what is so.
        ListingSales? told = null;
        while (true)
        {
            var counted = await modules.Send(new CountSales(request.Listing), cancellationToken);
            if (counted.IsFailure) return counted.Error;
            if (counted.Value == told) return Result.Success;

            told = counted.Value;
            var recorded = await modules.Send(new RecordSales(request.Lead, told.Sold, told.Capacity), cancellationToken);
            if (recorded.IsFailure) return recorded;
        }
    }
}
