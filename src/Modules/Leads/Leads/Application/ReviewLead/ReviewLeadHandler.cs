using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Application.Listing;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.ReviewLead;

internal sealed class ReviewLeadHandler(ILeads leads, LeadListing listing, TimeProvider clock) : ICommandHandler<Contracts.ReviewLead>
{
    public async Task<Result> Handle(Contracts.ReviewLead command, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(command.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;
        if (!lead.Held) return LeadErrors.NotHeld;
        if (!command.Approve) return lead.Reject(clock.GetUtcNow());

        // An erased lead has ended and is held no longer, so a held one has its contact.
        var contact = await leads.FindContact(lead.Id, cancellationToken);
        return contact is null ? LeadErrors.LeadNotFound : await listing.ListUnlessDuplicate(lead, contact, cancellationToken);
    }
}
