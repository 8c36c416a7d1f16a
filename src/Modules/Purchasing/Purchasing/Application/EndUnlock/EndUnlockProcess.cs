using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>Gives an unpaid unlock back: the checkout first, then the coupon, the slot last.</summary>
/// <remarks>Never on our clock alone: the slot goes back only once Stripe has confirmed that nobody can pay. Idempotent.</remarks>
/// <param name="CheckoutClosed">Billing told so by its event, which ends what was processing too.</param>
/// <param name="ByBuyer">They gave it back themselves.</param>
internal sealed record EndUnlockProcess(UnlockId Unlock, bool CheckoutClosed = false, bool ByBuyer = false) : IProcess;

internal sealed class EndUnlockHandler(IMediator modules) : IProcessHandler<EndUnlockProcess>
{
    public async Task<Result> Handle(EndUnlockProcess request, CancellationToken cancellationToken)
    {
        var begun = await modules.Send(new BeginEndingCommand(request.Unlock, request.CheckoutClosed, request.ByBuyer), cancellationToken);
        if (begun.IsFailure) return begun.Error;
        if (!begun.Value) return Result.Success;

        var closed = await modules.Send(new CloseCheckout(request.Unlock.AsPurchase()), cancellationToken);
        if (closed.IsFailure) return closed.Error;

        // The money was quicker. Billing has told so by its event, which delivers the contact.
        if (closed.Value is CheckoutState.Paid) return Result.Success;

        // Neither paid nor to be closed. Billing's event of the end wakes it.
        if (closed.Value is CheckoutState.Processing) return await modules.Send(new KeepProcessingCommand(request.Unlock), cancellationToken);

        // The slot last: while it is held the sweeper comes back, so the coupon cannot be forgotten.
        var released = await modules.Send(new ReleaseCoupon(request.Unlock.AsPurchase()), cancellationToken);
        return released.IsFailure ? released : await modules.Send(new ReleaseSlotCommand(request.Unlock), cancellationToken);
    }
}
