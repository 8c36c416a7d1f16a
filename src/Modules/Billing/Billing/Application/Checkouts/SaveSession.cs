using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Keeps the session Stripe opened. The payment's webhook may have been faster; then this changes nothing.</summary>
internal sealed record SaveSession(PurchaseId Purchase, string SessionId, string? Url) : ICommand<CheckoutView>;

internal sealed class SaveSessionHandler(ICheckouts checkouts) : ICommandHandler<SaveSession, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(SaveSession request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return BillingErrors.CheckoutClosed;
        var kept = checkout.KeepSession(request.SessionId, request.Url);
        return kept.IsFailure ? kept.Error : checkout.View;
    }
}

/// <summary>Stripe's answer is unknown: sets when to ask again.</summary>
internal sealed record PostponeOpening(PurchaseId Purchase) : ICommand<CheckoutView>;

internal sealed class PostponeOpeningHandler(ICheckouts checkouts, TimeProvider clock) : ICommandHandler<PostponeOpening, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(PostponeOpening request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is not { } checkout) return BillingErrors.CheckoutClosed;
        checkout.Postpone(clock.GetUtcNow());
        return checkout.View;
    }
}
