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
/// <remarks>Answers <c>billing.stripe-unavailable</c> while it is neither paid nor to be paid on a page.</remarks>
internal sealed record ContinueUnlock(UnlockId Unlock) : IProcess;

internal sealed class ContinueUnlockProcess(IMediator modules, Market market) : IProcessHandler<ContinueUnlock>
{
    // A plan that changes this often within one request is no plan's doing.
    private const int MostQuotes = 3;

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

        var quoted = await Quote(id, unlock, cancel);
        if (quoted.IsFailure) return quoted.Error;

        // The coupon is held: whoever hangs up now must not leave it so.
        var frozen = await modules.Send(new FreezePriceCommand(id, quoted.Value), CancellationToken.None);

        // Given back while it was being priced: its end came before this reservation, so nobody else will release it.
        if (frozen.IsFailure && await modules.Send(new FindProgress(id), CancellationToken.None) is { IsFailure: false, Value.Charge: null })
            await modules.Send(new ReleaseCoupon(id.AsPurchase()), CancellationToken.None);
        return frozen;
    }

    // A plan can begin or end between the two quotes: what a code takes off is its part of the price that is charged, and of no other.
    private async Task<Result<Charge>> Quote(UnlockId id, UnlockProgress unlock, CancellationToken cancel)
    {
        for (var quotes = 0; quotes < MostQuotes; quotes++)
        {
            var full = await modules.Send(new QuoteLead(unlock.Contractor, Offer: unlock.Offer), cancel);
            if (full.IsFailure) return full.Error;
            if (unlock.Order.Coupon is not { } code) return full.Value.Charge;

            var price = full.Value.Charge.Subtotal;
            var reserved = await modules.Send(new ReserveCoupon(id.AsPurchase(), unlock.Contractor, code, price), cancel);
            if (reserved.IsFailure) return reserved.Error;
            if (reserved.Value.Discount.Cents == 0) return full.Value.Charge;

            var less = await modules.Send(new QuoteLead(unlock.Contractor, reserved.Value.Discount.Cents, unlock.Offer), cancel);
            if (less.IsFailure && less.Error != UnlockErrors.PriceChanged) return less.Error;
            if (!less.IsFailure && less.Value.Charge.Subtotal == price) return less.Value.Charge;
        }

        return UnlockErrors.PriceChanged;
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

        return checkout.Value switch
        {
            { Url: { } url } => await modules.Send(new MarkOpenCommand(id, url, checkout.Value.CardRefusal), cancel),
            // Stripe has not answered yet, or a kept card or credits pay: the sweeper, or the payment, goes on. Of what costs nothing Stripe is not asked.
            { State: CheckoutState.Opening } when unlock.Charge!.Total.Cents > 0 => UnlockErrors.StripeUnavailable,
            _ => Result.Success,
        };
    }

    // An exclusive lead costs the same on every plan. So do a lead and its upgrade together, and the dearer the plan made the lead, the cheaper the
    // upgrade.
    private long? OnFirstPlan(UnlockProgress unlock) => unlock.Offer is null ? null
        : unlock.IsUpgrade ? Math.Max(ExclusivePrice(unlock) - market.EntryPlan.LeadPrice.Cents, 0)
        : ExclusivePrice(unlock);

    private static long ExclusivePrice(UnlockProgress unlock) => unlock.Charge!.Subtotal.Cents + unlock.Offer!.PaidCents;
}
