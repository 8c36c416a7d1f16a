using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>Billing alarms the operators, who give the money back in another way.</summary>
internal sealed class KeepSlotWhenRefundFailed(IUnlocks unlocks, TimeProvider clock) : IReaction<RefundFailed>
{
    public async Task Handle(RefundFailed integrationEvent, CancellationToken cancel)
    {
        var unlock = await unlocks.Lock(integrationEvent.Purchase.AsUnlock(), cancel);
        unlock?.FailRefund(new RefundCause(integrationEvent.Cause), clock.GetUtcNow());
    }
}
