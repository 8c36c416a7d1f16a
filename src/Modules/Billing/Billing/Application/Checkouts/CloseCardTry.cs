using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Makes sure that a try with a kept card takes no money any more, and says how it ended.</summary>
/// <param name="RequestedAt">From then on no host sends the charge again.</param>
internal sealed record CloseCardTry(CheckoutOrder Order, string CustomerId, DateTimeOffset? RequestedAt) : IProcess<CheckoutState>;

internal sealed class CloseCardTryProcess(IMediator billing, ICardGateway cards, TimeProvider clock) : IProcessHandler<CloseCardTry, CheckoutState>
{
    // Stripe may forget a key after 24 h; a fresh answer then proves nothing about what the key was once used for.
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(23);

    // Longer than a host that was at work when the close was asked for can still be sending: three tries of ten seconds, and the waits.
    private static readonly TimeSpan CannotArrive = TimeSpan.FromMinutes(2);

    public async Task<Result<CheckoutState>> Handle(CloseCardTry request, CancellationToken cancellationToken)
    {
        var order = request.Order;
        var found = await Find(request, cancellationToken);
        if (found.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!found.Succeeded(out var charge)) return await billing.Send(new SettleClosed(order.Purchase), cancellationToken);

        if (charge.State is ChargeState.Unpaid)
        {
            var ended = await cards.EnsureCanceled(charge, order.Card!.CancelKey, cancellationToken);
            if (!ended.Succeeded(out charge)) return BillingErrors.StripeUnavailable;
        }

        switch (charge.State)
        {
            case ChargeState.Canceled:
                return await billing.Send(new SettleClosed(order.Purchase), cancellationToken);
            case ChargeState.Succeeded:
                var noted = await billing.Send(new NoteCharged(order.Purchase, charge.Id), cancellationToken);
                return noted.IsFailure ? noted.Error : CheckoutState.Paid;
            case ChargeState.Processing:
                return await billing.Send(new NoteProcessing(order.Purchase, SessionId: null, charge.Id), cancellationToken);
            default:
                return BillingErrors.StripeUnavailable;
        }
    }

    /// <summary>The payment of a try whose answer never came; refused when there is none, and can be none.</summary>
    private async Task<GatewayAnswer<CardCharge>> Find(CloseCardTry request, CancellationToken cancel)
    {
        var (order, now) = (request.Order, clock.GetUtcNow());
        if (order.Card!.Intent is { } known) return await cards.GetCharge(known, cancel);

        // Repeating the charge would find it, and would take the money should it never have arrived: from somebody who is leaving.
        // The key is used up with a payment that asks for no card instead, so that the charge can do nothing any more.
        if (now < order.OpenedAt + KeyLife)
        {
            var barred = await cards.Bar(order, request.CustomerId, cancel);
            if (!barred.IsUnknown) return barred;
        }

        // The key was used: what it made is in the list. Nothing there, and nothing under way: it failed before it made anything.
        var listed = await cards.ListCharges(request.CustomerId, order.OpenedAt - TimeSpan.FromMinutes(5), cancel);
        if (!listed.Succeeded(out var charges)) return GatewayAnswer<CardCharge>.Unknown;
        if (charges.Where(charge => charge.Purchase == order.Purchase).MaxBy(charge => charge.State is ChargeState.Succeeded) is { } made)
            return GatewayAnswer<CardCharge>.Of(made);
        return now > request.RequestedAt + CannotArrive ? GatewayAnswer<CardCharge>.Refused(Refusal.Other) : GatewayAnswer<CardCharge>.Unknown;
    }
}
