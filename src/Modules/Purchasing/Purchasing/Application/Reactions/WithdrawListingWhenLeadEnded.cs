using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Withdrawals;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>Whoever ended the lead, and whatever broke off on the way.</summary>
internal sealed class WithdrawListingWhenLeadEnded(IMediator modules) : IReactionProcess<LeadEnded>
{
    private const string Withdrawn = "withdrawn";
    private const string Expired = "expired";

    public async Task<Result> Handle(LeadEnded integrationEvent, CancellationToken cancel)
    {
        // Nobody wanted it back: the listing has ended by the same clock, and whoever holds a slot may still pay for it.
        if (integrationEvent.Status is Expired) return Result.Success;

        var closed = await modules.Send(new WithdrawListingCommand(integrationEvent.Lead), cancel);
        if (closed.IsFailure || integrationEvent.Status is not Withdrawn) return closed;

        // An erasure withdraws too, and buyers should be told the more of the two, whichever event comes first.
        var request = await modules.Send(new GetRequest(integrationEvent.Lead), cancel);
        if (request.IsFailure && request.Error.Kind is not ErrorKind.NotFound) return request.Error;
        var erased = request.IsFailure || request.Value.ErasedAt is not null;
        return await modules.Send(new DestroyCopiesCommand(integrationEvent.Lead, erased), cancel);
    }
}
