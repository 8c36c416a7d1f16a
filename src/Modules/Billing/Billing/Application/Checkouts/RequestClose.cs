using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>From this commit on nobody is given the payment page. A purchase without a checkout gets a closed one.</summary>
internal sealed record RequestClose(PurchaseId Purchase) : ICommand<CloseOrder>;

/// <param name="Order">What the session was asked for with; null when none ever was.</param>
/// <param name="CustomerId">Null while Stripe does not know the contractor: then no session can have been asked for.</param>
/// <param name="ExpireKey">A new key each time: a stored failure of an earlier try must not be replayed.</param>
/// <param name="RequestedAt">From then on nothing new is asked of Stripe for it.</param>
internal sealed record CloseOrder(
    CheckoutState State, string? SessionId, CheckoutOrder? Order, string? CustomerId, string ExpireKey, DateTimeOffset? RequestedAt);

internal sealed class RequestCloseHandler(ICheckouts checkouts, IAccounts accounts, Market market, TimeProvider clock)
    : ICommandHandler<RequestClose, CloseOrder>
{
    public async Task<Result<CloseOrder>> Handle(RequestClose request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var checkout = await checkouts.Hold(request.Purchase, cancellationToken);
        if (checkout is null) checkouts.Add(checkout = Checkout.NeverOpened(request.Purchase, market.Currency, now));
        checkout.RequestClose(now);

        var account = checkout.ContractorId is { } contractor ? await accounts.Find(contractor, cancellationToken) : null;
        return new CloseOrder(
            checkout.CountsAsPaid ? CheckoutState.Paid : checkout.State, checkout.SessionId, TakeOpeningHandler.OrderOf(checkout), account?.CustomerId,
            $"pur:{request.Purchase}:expire:{checkout.CloseTries}", checkout.CloseRequestedAt);
    }
}

/// <summary>It can no longer be paid. Answers how the checkout ended: the money may have come first.</summary>
internal sealed record SettleClosed(PurchaseId Purchase) : ICommand<CheckoutState>;

internal sealed class SettleClosedHandler(ICheckouts checkouts, TimeProvider clock) : ICommandHandler<SettleClosed, CheckoutState>
{
    public async Task<Result<CheckoutState>> Handle(SettleClosed request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return CheckoutState.Closed;
        checkout.Close(clock.GetUtcNow());
        return checkout.CountsAsPaid ? CheckoutState.Paid : checkout.State;
    }
}

/// <summary>Stripe says that a checkout we came to close was paid. The payment is applied as the system, like a webhook's:
/// a contractor's own request may not write payments.</summary>
internal sealed record NotePaid(PurchaseId Purchase, string SessionId) : ICommand;

internal sealed class NotePaidHandler(IOutbox outbox) : ICommandHandler<NotePaid>
{
    public Task<Result> Handle(NotePaid request, CancellationToken cancellationToken)
    {
        outbox.Publish(new CheckoutFoundPaid(request.Purchase, request.SessionId));
        return Task.FromResult(Result.Success);
    }
}
