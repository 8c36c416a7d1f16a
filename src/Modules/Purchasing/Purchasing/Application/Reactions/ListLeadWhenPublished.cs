using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Alerts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Reactions;

internal sealed class ListLeadWhenPublished(IListings listings, IOpenings openings, Market market, TimeProvider clock) : IReaction<LeadListed>
{
    public async Task Handle(LeadListed integrationEvent, CancellationToken cancel)
    {
        // Events may arrive late, and a homeowner need not wait for them to change their mind.
        if (await listings.WasWithdrawn(integrationEvent.Lead, cancel)) return;

        var listing = Listing.Open(
            integrationEvent.Lead, integrationEvent.Service, integrationEvent.Region, integrationEvent.Area, integrationEvent.PostalPrefix,
            integrationEvent.Budget, integrationEvent.Timeline, JsonSerializer.Serialize(integrationEvent.Answers), integrationEvent.Locale,
            // As many as the homeowner wants to hear from, and never more than the market allows.
            capacity: Math.Clamp(integrationEvent.Quotes, 1, market.CapacityOf(integrationEvent.Service)),
            integrationEvent.At, integrationEvent.At + market.Selling.LeadExpiry, market.ModeOf(integrationEvent.Service));
        listings.Add(listing);
        foreach (var plan in market.Plans) openings.Add(ListingOpening.Of(listing, plan, clock.GetUtcNow()));
    }
}
