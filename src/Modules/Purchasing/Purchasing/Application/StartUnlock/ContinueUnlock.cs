using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>Brings an unlock that has a slot as far as its checkout. Every step bears a repeat, so a request and the sweeper
/// may both be at it.</summary>
internal sealed record ContinueUnlock(UnlockId Unlock) : IProcess;

internal sealed class ContinueUnlockProcess(IMediator modules, Market market) : IProcessHandler<ContinueUnlock>
{
    public async Task<Result> Handle(ContinueUnlock request, CancellationToken cancellationToken)
    {
        var priced = await Price(request.Unlock, cancellationToken);
        var opened = priced.IsFailure ? priced : await Open(request.Unlock, cancellationToken);
        if (!opened.IsFailure || opened.Error.Kind is ErrorKind.Unavailable) return opened;

        // Refused for good: whatever was taken goes back, and the caller learns the reason, not the clearing up.
        await modules.Send(new EndUnlockProcess(request.Unlock), cancellationToken);
        return opened;
    }

    private async Task<Result> Price(UnlockId id, CancellationToken cancel)
    {
        var found = await modules.Send(new FindProgress(id), cancel);
        if (found.IsFailure) return found.Error;
        var unlock = found.Value;
        if (unlock.State is not UnlockState.Reserved) return Result.Success;
        if (unlock.Refusal is { } refusal) return refusal;

        var full = await modules.Send(new QuoteLead(unlock.Contractor, Offer: unlock.Offer), cancel);
        if (full.IsFailure) return full.Error;

        var discount = 0L;
        if (unlock.Order.Coupon is { } code)
        {
            var reserved = await modules.Send(new ReserveCoupon(id.AsPurchase(), unlock.Contractor, code, full.Value.Charge.Subtotal), cancel);
            if (reserved.IsFailure) return reserved.Error;
            discount = reserved.Value.Discount.Cents;
        }

        var quote = discount == 0 ? full : await modules.Send(new QuoteLead(unlock.Contractor, discount, unlock.Offer), cancel);
        if (quote.IsFailure) return quote.Error;

        // The coupon is held: whoever hangs up now must not leave it so.
        var frozen = await modules.Send(new FreezePriceCommand(id, quote.Value.Charge), CancellationToken.None);

        // Given back while it was being priced: its end came before this reservation, so nobody else will release it.
        if (frozen.IsFailure && await modules.Send(new FindProgress(id), CancellationToken.None) is { IsFailure: false, Value.Charge: null })
            await modules.Send(new ReleaseCoupon(id.AsPurchase()), CancellationToken.None);
        return frozen;
    }

    private async Task<Result> Open(UnlockId id, CancellationToken cancel)
    {
        var found = await modules.Send(new FindProgress(id), cancel);
        if (found.IsFailure) return found.Error;
        var unlock = found.Value;
        if (unlock.State is not UnlockState.Opening) return Result.Success;
        if (unlock.Refusal is { } refusal) return refusal;

        var checkout = await modules.Send(
            new OpenCheckout(
                id.AsPurchase(), unlock.Contractor, unlock.BilledTo, unlock.Locale, PurchaseLabel.Of(unlock, market), unlock.Charge!, unlock.Order.ReturnTo,
                unlock.Order.UseCredits, unlock.Order.Pay, OnFirstPlan(unlock), unlock.IsUpgrade ? ExclusivePrice(unlock) : null), cancel);
        if (checkout.IsFailure) return checkout.Error;

        // Without an address Stripe has not answered yet, or nobody has to pay at its page: the sweeper, or the payment, goes on.
        return checkout.Value.Url is { } url ? await modules.Send(new MarkOpenCommand(id, url, checkout.Value.CardRefusal), cancel) : Result.Success;
    }

    // An exclusive lead costs the same on every plan. So do a lead and its upgrade together, and the dearer the plan made the lead, the cheaper the
    // upgrade.
    private long? OnFirstPlan(UnlockProgress unlock) => unlock.Offer is null ? null
        : unlock.IsUpgrade ? Math.Max(ExclusivePrice(unlock) - market.EntryPlan.LeadPrice.Cents, 0)
        : ExclusivePrice(unlock);

    private static long ExclusivePrice(UnlockProgress unlock) => unlock.Charge!.Subtotal.Cents + unlock.Offer!.PaidCents;
}
