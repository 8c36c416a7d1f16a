using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>Turns a request that passed the rules into a lead, its contact and the proof of its consent.</summary>
internal sealed class LeadIntake(ILeads leads, IOutbox outbox, TimeProvider clock)
{
    public Result<Lead> Take(LeadRequest request, FormOrigin origin)
    {
        var now = clock.GetUtcNow();
        var lead = Lead.Submit(request.Project, now);
        var consent = Consent.Give(lead.Id, request.Consent, now);
        leads.Add(
            lead,
            HomeownerContact.Of(lead.Id, request.Contact),
            consent,
            ConsentOrigin.Of(consent.Id, origin.IpAddress, origin.UserAgent));
        outbox.Publish(new LeadSubmitted(
            lead.Id, lead.Service, lead.Area, lead.Quotes, request.Contact.Name, request.Contact.Email.Value, lead.Locale, now));

        // Nothing in this market has to be verified before a lead is sold.
        var listed = lead.List(now);
        return listed.IsFailure ? listed.Error : lead;
    }
}
