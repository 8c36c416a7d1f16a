using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>The market first, then the consent, the buyers' copies last: no payment can make another one by then.</summary>
internal sealed class WithdrawRequestProcess(IMediator modules) : IProcessHandler<WithdrawRequest>
{
    public async Task<Result> Handle(WithdrawRequest request, CancellationToken cancellationToken)
    {
        var offMarket = await modules.TakeOffMarket(request.Lead, cancellationToken);
        if (offMarket.IsFailure) return offMarket;

        // Begun: whoever hangs up now is not left half withdrawn. After a crash the event of Leads does the rest.
        var withdrawn = await modules.Send(new WithdrawLead(request.Lead), CancellationToken.None);
        return withdrawn.IsFailure ? withdrawn : await modules.Send(new DestroyCopiesCommand(request.Lead, Erased: false), CancellationToken.None);
    }
}
