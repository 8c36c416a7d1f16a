using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>Turns a request that passed the rules into a lead, its contact and the proof of its consents.</summary>
internal sealed class LeadIntake(ILeads leads, IOutbox outbox, Market market, TimeProvider clock)
{
    /// <param name="taken">How long the form took; absent when that is not known.</param>
    public Lead Take(LeadRequest request, FormOrigin origin, TimeSpan? taken)
    {
        var now = clock.GetUtcNow();
        var lead = Lead.Submit(request.Project, now, market.Selling.LeadExpiry);
        lead.Suspect(SubmissionSigns.Of(origin.TrapSprung, taken));
        leads.Add(lead, HomeownerContact.Of(lead.Id, request.Contact));
        foreach (var given in request.Consents)
        {
            var consent = Consent.Give(lead.Id, given, now);
            leads.Add(consent, ConsentOrigin.Of(consent.Id, origin.IpAddress, origin.UserAgent));
        }

        if (LeadAttribution.Of(lead.Id, AttributionText.Keep(Allowed(request, origin)), origin.Page) is { } attribution) leads.Add(attribution);

        var (link, key) = AccessLink.To(lead.Id, now);
        leads.Add(link);
        outbox.Publish(new LeadSubmitted(
            lead.Id, lead.Service, lead.Area, lead.Quotes, request.Contact.Name, request.Contact.Email.Value, lead.Locale, now,
            key, market.Intake.VerifiesPhones));

        if (!market.Intake.VerifiesPhones) outbox.Publish(new LeadReady(lead.Id, now));
        return lead;
    }

    // The advertiser's own cookies follow a person about: without the consent to it they are not even kept.
    private static Attribution? Allowed(LeadRequest request, FormOrigin origin) =>
        origin.Attribution is { } seen && request.Consents.All(consent => consent.Key != ConsentText.Advertising)
            ? seen with { Fbp = null, Fbc = null }
            : origin.Attribution;
}
