using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.VouchForPhone;

internal sealed class VouchForPhoneHandler(ILeads leads, IOutbox outbox, TimeProvider clock) : ICommandHandler<Contracts.VouchForPhone>
{
    public async Task<Result> Handle(Contracts.VouchForPhone command, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(command.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;

        var now = clock.GetUtcNow();
        var verified = lead.Verify(now);
        if (!verified.IsFailure) outbox.Publish(new LeadReady(lead.Id, now));
        return verified;
    }
}
