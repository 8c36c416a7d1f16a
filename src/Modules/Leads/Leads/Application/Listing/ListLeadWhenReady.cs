using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Listing;

/// <summary>Once nothing more is asked of the homeowner, the lead is judged; a good one is listed, a bad one waits for staff.</summary>
internal sealed class ListLeadWhenReady(ILeads leads, LeadListing listing, Market market) : IReaction<LeadReady>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task Handle(LeadReady integrationEvent, CancellationToken cancel)
    {
        // Its homeowner may have closed, withdrawn or erased it since; then there is nothing left to judge.
        var lead = await leads.Lock(integrationEvent.Lead, cancel);
        if (lead is not { AwaitsJudgement: true }) return;
        if (await leads.FindContact(lead.Id, cancel) is not { } contact) return;

        lead.Judge(Quality.Of(await Facts(lead, contact, cancel), market.Intake.AreaCodes));
        if (!lead.Held) await listing.ListUnlessDuplicate(lead, contact, cancel);
    }

    private async Task<QualityFacts> Facts(Lead lead, HomeownerContact contact, CancellationToken cancel) => new(
        contact.Name,
        contact.Email,
        contact.Phone,
        market.FindArea(contact.PostalCode.Value) is { RegionCertain: true },
        await leads.CountFromSameAddress(lead.Id, lead.SubmittedAt - Day, cancel),
        lead.Reasons);
}
