using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>The market first, the lead second: between the two nobody can buy what is being closed.</summary>
internal sealed class CloseRequestProcess(IMediator modules) : IProcessHandler<CloseRequest>
{
    public async Task<Result> Handle(CloseRequest request, CancellationToken cancellationToken)
    {
        // Their own, or it does not exist; asked before anything is touched.
        var own = await modules.Send(new GetRequest(request.Lead), cancellationToken);
        if (own.IsFailure) return own.Error;

        var offMarket = await modules.Send(new WithdrawListingCommand(request.Lead), cancellationToken);
        if (offMarket.IsFailure) return offMarket;

        // Off the market already: whoever hangs up now must not leave the lead open.
        return await modules.Send(new CloseLead(request.Lead), CancellationToken.None);
    }
}
