using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>The buyer's copy first, the proof second; its own event notes it again.</summary>
internal sealed class WithdrawFromBuyerProcess(IMediator modules) : IProcessHandler<WithdrawFromBuyer>
{
    public async Task<Result> Handle(WithdrawFromBuyer request, CancellationToken cancellationToken)
    {
        var destroyed = await modules.Send(new DestroyCopyCommand(request.Lead, request.Unlock), cancellationToken);
        return destroyed.IsFailure ? destroyed : await modules.Send(new NoteBuyerWithdrawn(request.Lead, request.Unlock), CancellationToken.None);
    }
}
