using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

internal sealed class ReplaceAccessLinkHandler(ILeads leads, IRequests requests, IOutbox outbox, TimeProvider clock)
    : ICommandHandler<ReplaceAccessLink, string>
{
    public async Task<Result<string>> Handle(ReplaceAccessLink request, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null || await leads.FindContact(lead.Id, cancellationToken) is not { } contact) return LeadErrors.LeadNotFound;

        var now = clock.GetUtcNow();
        await requests.RevokeLinks(lead.Id, now, cancellationToken);
        var (link, key) = AccessLink.To(lead.Id, now);
        leads.Add(link);

        // Mailed as well: whoever asked may be somebody who found the old link, and then the homeowner hears of it.
        outbox.Publish(new AccessLinkReplaced(lead.Id, contact.Name, contact.Email.Value, lead.Locale, key, now));
        return key;
    }
}
