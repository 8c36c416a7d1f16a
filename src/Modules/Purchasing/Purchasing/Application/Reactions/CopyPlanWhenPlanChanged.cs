using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Plans;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class CopyPlanWhenPlanChanged(IContractorPlans plans) : IReaction<PlanChanged>
{
    public Task Handle(PlanChanged integrationEvent, CancellationToken cancel) =>
        plans.Adopt(integrationEvent.Contractor, integrationEvent.To, integrationEvent.At, cancel);
}
