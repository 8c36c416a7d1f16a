using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>Slot first, so that Purchasing always knows what there is to undo; then price and checkout.</summary>
internal sealed class StartUnlockProcess(IMediator modules) : IProcessHandler<Contracts.StartUnlock, UnlockView>
{
    public async Task<Result<UnlockView>> Handle(Contracts.StartUnlock request, CancellationToken cancellationToken)
    {
        var reserve = new ReserveSlotCommand(
            request.Contractor, request.Listing, new UnlockOrder(request.ReturnTo, request.Coupon, request.UseCredits, request.Pay));
        var reserved = await modules.Send(reserve, cancellationToken);

        // A double click: the other one has just committed, so that asking again finds its unlock.
        if (reserved.IsFailure && reserved.Error == UnlockErrors.UnderWay) reserved = await modules.Send(reserve, cancellationToken);
        if (reserved.IsFailure) return reserved.Error;

        // From here on the sweeper owns whatever a crash leaves half done.
        var continued = await modules.Send(new ContinueUnlock(reserved.Value), cancellationToken);
        if (continued.IsFailure && continued.Error != UnlockErrors.StripeUnavailable) return continued.Error;

        return await modules.Send(new GetUnlock(request.Contractor, reserved.Value), cancellationToken);
    }
}
