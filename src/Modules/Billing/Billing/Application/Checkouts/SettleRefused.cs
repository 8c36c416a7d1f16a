using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Stripe refuses to open a checkout for certain: it ends, and operators are to know.</summary>
internal sealed record SettleRefused(PurchaseId Purchase) : ICommand;

internal sealed class SettleRefusedHandler(ICheckouts checkouts, IOutbox outbox, TimeProvider clock) : ICommandHandler<SettleRefused>
{
    public async Task<Result> Handle(SettleRefused request, CancellationToken cancellationToken)
    {
        var checkout = await checkouts.Hold(request.Purchase, cancellationToken);
        checkout?.Close(clock.GetUtcNow());

        // Told, not raised here: this may be the contractor's own request, and alarms are no business of theirs.
        outbox.Publish(new CheckoutRefused(request.Purchase));
        return Result.Success;
    }
}
