using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Disputes;

internal sealed class TellOthersWhenDisputeOpened(IOutbox outbox) : IDomainEventHandler<DisputeOpened>
{
    public Task Handle(DisputeOpened domainEvent, CancellationToken cancel)
    {
        var dispute = domainEvent.Dispute;
        outbox.Publish(new PurchaseDisputed(
            dispute.PurchaseId, dispute.ContractorId, dispute.Id, new Money(dispute.AmountCents, dispute.Currency), dispute.Reason, dispute.OpenedAt));
        return Task.CompletedTask;
    }
}

internal sealed class TellOthersWhenDisputeDecided(IOutbox outbox) : IDomainEventHandler<DisputeDecided>
{
    public Task Handle(DisputeDecided domainEvent, CancellationToken cancel)
    {
        var dispute = domainEvent.Dispute;
        outbox.Publish(new DisputeClosed(dispute.PurchaseId, dispute.ContractorId, dispute.Id, domainEvent.Won, domainEvent.At));
        return Task.CompletedTask;
    }
}
