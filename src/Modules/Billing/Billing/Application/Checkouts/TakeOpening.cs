using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Takes the next try of an opening for this host.</summary>
internal sealed record TakeOpening(PurchaseId Purchase) : ICommand<TakenOpening>;

/// <param name="Order">Null when there is nothing to send now: another host is at it, it isn't due, or it has ended.</param>
internal sealed record TakenOpening(CheckoutView View, CheckoutOrder? Order);

internal sealed class TakeOpeningHandler(ICheckouts checkouts, TimeProvider clock) : ICommandHandler<TakeOpening, TakenOpening>
{
    public async Task<Result<TakenOpening>> Handle(TakeOpening request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return BillingErrors.CheckoutClosed;
        if (checkout.State is CheckoutState.Closed) return BillingErrors.CheckoutClosed;
        if (checkout.State is CheckoutState.Opening && !checkout.CanStillOpen(now)) return BillingErrors.CheckoutClosed;
        return new TakenOpening(checkout.View, checkout.TakeTry(now) ? OrderOf(checkout) : null);
    }

    /// <summary>What Stripe is to be sent for a checkout; null for one that was never opened.</summary>
    public static CheckoutOrder? OrderOf(Checkout checkout) =>
        checkout is { ContractorId: { } contractor, IdempotencyKey: { } key, Terms: { } terms, ExpiresAt: { } expiresAt }
            ? new CheckoutOrder(
                checkout.PurchaseId, contractor, checkout.Attempt, key, checkout.Currency, terms, expiresAt, checkout.OpenedAt, CardOf(checkout, key))
            : null;

    private static CardTry? CardOf(Checkout checkout, string key) => checkout is { TriesCard: true, CardMethod: { } method }
        ? new CardTry(method, checkout.CardIntent, string.Create(CultureInfo.InvariantCulture, $"{key}:cancel:{checkout.Tries}"))
        : null;
}

/// <summary>Keeps a new key and expiry once the old ones can no longer have any effect.</summary>
internal sealed record StartNextAttempt(PurchaseId Purchase, int After) : ICommand<CheckoutOrder>;

internal sealed class StartNextAttemptHandler(ICheckouts checkouts, TimeProvider clock) : ICommandHandler<StartNextAttempt, CheckoutOrder>
{
    public async Task<Result<CheckoutOrder>> Handle(StartNextAttempt request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var checkout = await checkouts.Hold(request.Purchase, cancellationToken);
        if (checkout is null || TakeOpeningHandler.OrderOf(checkout) is null) return BillingErrors.CheckoutClosed;

        var started = checkout.NextAttempt(request.After, now);
        if (started.IsFailure) return started.Error;
        checkout.TakeTry(now);
        return TakeOpeningHandler.OrderOf(checkout)!;
    }
}
