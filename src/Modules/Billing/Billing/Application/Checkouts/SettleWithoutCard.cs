using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Books a purchase that credits, or a coupon, pay in full. Once, however often it is sent.</summary>
internal sealed record SettleWithoutCard(PurchaseId Purchase) : ICommand;

internal sealed class SettleWithoutCardHandler(ICheckouts checkouts, ICreditHolds credits, SaleBook sales, TimeProvider clock)
    : ICommandHandler<SettleWithoutCard>
{
    public async Task<Result> Handle(SettleWithoutCard request, CancellationToken cancellationToken)
    {
        var checkout = await checkouts.Hold(request.Purchase, cancellationToken);
        if (checkout is not { NeedsNoCard: true, State: CheckoutState.Opening }) return Result.Success;

        // Nothing closes such a checkout, so that nothing has let its credits go.
        if (checkout.CreditCents > 0 && !await credits.Take(request.Purchase, cancellationToken))
            throw new InvalidOperationException($"The credits of purchase {request.Purchase} were not set aside.");

        var now = clock.GetUtcNow();
        await sales.Book(checkout, paymentIntent: null, now, cancellationToken);
        checkout.MarkPaid(checkout.Total, matches: true, sessionId: null, now);
        return Result.Success;
    }
}
