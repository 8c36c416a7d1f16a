using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Listing;

/// <summary>The one way onto the market: no contractor pays twice for the same person.</summary>
internal sealed class LeadListing(ILeads leads, IIdentities identities, IOutbox outbox, Market market, TimeProvider clock)
{
    /// <summary>Where the rule looks beyond one service; no service can be called that.</summary>
    private const string AnyService = "*";

    /// <summary>Lists a locked lead, or refuses it as a duplicate and tells the person who has the first one.</summary>
    public async Task<Result> ListUnlessDuplicate(Lead lead, HomeownerContact contact, CancellationToken cancel)
    {
        var (now, rule) = (clock.GetUtcNow(), market.Intake.Duplicates);
        var first = await identities.Claim(
            lead.Id,
            Fingerprint.Of(rule, contact.Phone.Value, contact.Email.Value),
            rule.WithinService ? lead.Service : AnyService,
            now,
            until: now + rule.Window,
            cancel);
        if (first is null) return lead.List(now, market.Selling.LeadExpiry);

        var owner = await leads.FindContact(first.Value, cancel);
        var rejected = lead.RejectAsDuplicate(now, first.Value, samePhone: owner?.Phone == contact.Phone);
        if (!rejected.IsFailure && owner is not null) await Tell(owner, lead.Id, now, cancel);
        return rejected;
    }

    // To the contact of the first request, not of this one: whoever typed somebody else's number gets no link to their page.
    private async Task Tell(HomeownerContact owner, LeadId duplicate, DateTimeOffset at, CancellationToken cancel)
    {
        if (await leads.Find(owner.Lead, cancel) is not { } lead) return;

        var (link, key) = AccessLink.To(lead.Id, at);
        leads.Add(link);
        outbox.Publish(new LeadDuplicate(duplicate, lead.Id, lead.Service, lead.Area, owner.Name, owner.Email.Value, lead.Locale, key, at));
    }
}
