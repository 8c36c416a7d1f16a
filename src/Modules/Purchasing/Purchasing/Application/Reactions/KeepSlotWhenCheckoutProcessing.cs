using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class KeepSlotWhenCheckoutProcessing(IUnlocks unlocks) : IReaction<CheckoutProcessing>
{
    public async Task Handle(CheckoutProcessing integrationEvent, CancellationToken cancel)
    {
        // A bill of a plan is no unlock.
        var unlock = await unlocks.Lock(integrationEvent.Purchase.AsUnlock(), cancel);
        unlock?.MarkProcessing();
    }
}
