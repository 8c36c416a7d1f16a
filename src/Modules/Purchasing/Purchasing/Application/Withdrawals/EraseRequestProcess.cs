using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>As a withdrawal, with the original destroyed before the copies: nobody can take another one.</summary>
internal sealed class EraseRequestProcess(IMediator modules) : IProcessHandler<EraseRequest>
{
    public async Task<Result> Handle(EraseRequest request, CancellationToken cancellationToken)
    {
        var offMarket = await modules.TakeOffMarket(request.Lead, cancellationToken);
        if (offMarket.IsFailure) return offMarket;

        // Begun: whoever hangs up now is not left half forgotten. After a crash the event of Leads does the rest.
        var erased = await modules.Send(new EraseLead(request.Lead), CancellationToken.None);
        return erased.IsFailure ? erased : await modules.Send(new DestroyCopiesCommand(request.Lead, Erased: true), CancellationToken.None);
    }
}
