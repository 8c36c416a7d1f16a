using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Charges the kept card of a checkout whose try was just taken. Bears any repeat: one key, and what it made is looked at.</summary>
/// <remarks>The page opens only once Stripe has confirmed that the payment it would stand beside can never be paid.</remarks>
internal sealed record TryCard(CheckoutOrder Order, string CustomerId) : IProcess<CheckoutView>;

internal sealed class TryCardProcess(IMediator billing, ICardGateway cards) : IProcessHandler<TryCard, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(TryCard request, CancellationToken cancellationToken)
    {
        var (order, card) = (request.Order, request.Order.Card!);
        var charged = card.Intent is { } known
            ? await cards.GetCharge(known, cancellationToken)
            : await cards.Charge(order, request.CustomerId, cancellationToken);
        if (charged.Succeeded(out var charge)) return await Follow(order, charge, cancellationToken);
        if (charged.Refusal is not { } refusal) return await Wait(order, cancellationToken);

        return charged.About is { } unpaid
            ? await Cancel(order, new CardCharge(unpaid, ChargeState.Unpaid, order.Purchase, refusal), cancellationToken)
            // Refused before any payment was made: Stripe does not have this card any more.
            : await GiveUp(order, intent: null, CardRefusals.NoSavedCard, cancellationToken);
    }

    private async Task<Result<CheckoutView>> Follow(CheckoutOrder order, CardCharge charge, CancellationToken cancel)
    {
        switch (charge.State)
        {
            case ChargeState.Succeeded:
                return await billing.Send(new NoteCharged(order.Purchase, charge.Id), cancel);
            case ChargeState.Processing:
                var noted = await billing.Send(new NoteProcessing(order.Purchase, SessionId: null, charge.Id), cancel);
                return noted.Succeeded(out var state) ? new CheckoutView(state, Url: null) : noted.Error;
            case ChargeState.Canceled:
                return await GiveUp(order, charge.Id, CodeOf(charge.Why), cancel);
            case ChargeState.Unpaid:
                return await Cancel(order, charge, cancel);
            default:
                return await Wait(order, cancel);
        }
    }

    private async Task<Result<CheckoutView>> Cancel(CheckoutOrder order, CardCharge unpaid, CancellationToken cancel)
    {
        var ended = await cards.EnsureCanceled(unpaid, order.Card!.CancelKey, cancel);
        if (!ended.Succeeded(out var charge) || charge.State is ChargeState.Unpaid) return await Wait(order, cancel);
        return await Follow(order, charge with { Why = unpaid.Why ?? charge.Why }, cancel);
    }

    private async Task<Result<CheckoutView>> GiveUp(CheckoutOrder order, string? intent, string refusal, CancellationToken cancel)
    {
        var given = await billing.Send(new GiveCardUp(order.Purchase, order.Attempt, intent, refusal), cancel);
        return given.IsFailure ? given.Error : await billing.Send(new ContinueOpening(order.Purchase), cancel);
    }

    private async Task<Result<CheckoutView>> Wait(CheckoutOrder order, CancellationToken cancel) =>
        ContinueOpeningProcess.Unanswered(await billing.Send(new PostponeOpening(order.Purchase), cancel));

    private static string CodeOf(Refusal? refusal) => refusal switch
    {
        Refusal.AuthenticationRequired => CardRefusals.AuthenticationRequired,
        Refusal.InsufficientFunds => CardRefusals.InsufficientFunds,
        Refusal.ExpiredCard => CardRefusals.Expired,
        Refusal.IncorrectCard => CardRefusals.Incorrect,
        _ => CardRefusals.Declined,
    };
}

/// <summary>What both who tries a card and who closes its checkout need.</summary>
internal static class CancelledCharges
{
    /// <summary>Cancels an unpaid payment and answers how it stands then: it may have been paid, or cancelled, before.</summary>
    public static async Task<GatewayAnswer<CardCharge>> EnsureCanceled(this ICardGateway cards, CardCharge unpaid, string key, CancellationToken cancel)
    {
        var canceled = await cards.CancelCharge(unpaid.Id, key, cancel);
        return canceled.Succeeded(out var charge) && charge.State is ChargeState.Canceled ? canceled : await cards.GetCharge(unpaid.Id, cancel);
    }
}
