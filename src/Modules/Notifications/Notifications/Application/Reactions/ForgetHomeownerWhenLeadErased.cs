using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

/// <summary>What was written to the homeowner is destroyed, sent or not; the vendor's own copy ends with its own retention.</summary>
internal sealed class ForgetHomeownerWhenLeadErased(IMessages messages) : IReaction<LeadErased>
{
    public Task Handle(LeadErased integrationEvent, CancellationToken cancel) => messages.Forget(integrationEvent.Lead, integrationEvent.At, cancel);
}
