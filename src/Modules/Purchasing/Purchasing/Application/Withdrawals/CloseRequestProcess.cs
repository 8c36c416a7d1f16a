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
        var offMarket = await modules.TakeOffMarket(request.Lead, cancellationToken);
        if (offMarket.IsFailure) return offMarket;

        // Off the market already: whoever hangs up now must not leave the lead open.
        return await modules.Send(new CloseLead(request.Lead), CancellationToken.None);
    }
}
