using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.StartUpgrade;

/// <summary>As an unlock: the slots first, then price and checkout; from there on the two are one machine.</summary>
internal sealed class StartUpgradeProcess(IMediator modules) : IProcessHandler<Contracts.StartUpgrade, UnlockView>
{
    public async Task<Result<UnlockView>> Handle(Contracts.StartUpgrade request, CancellationToken cancellationToken)
    {
        var order = new UnlockOrder(request.ReturnTo, Coupon: null, request.UseCredits, request.Pay);
        var reserved = await modules.Send(new ReserveRestCommand(request.Contractor, request.Unlock, order), cancellationToken);
        if (reserved.IsFailure) return reserved.Error;

        // From here on the sweeper owns whatever a crash leaves half done.
        var continued = await modules.Send(new ContinueUnlock(reserved.Value), cancellationToken);
        if (continued.IsFailure && continued.Error != UnlockErrors.StripeUnavailable) return continued.Error;

        return await modules.Send(new GetUnlock(request.Contractor, reserved.Value), cancellationToken);
    }
}
