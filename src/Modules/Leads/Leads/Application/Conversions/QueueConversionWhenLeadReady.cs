using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Conversions;

/// <summary>A request that is complete is told to the advertiser, if its homeowner agreed to that.</summary>
internal sealed class QueueConversionWhenLeadReady(IConversions conversions, AdvertisingSettings advertising) : IReaction<LeadReady>
{
    public async Task Handle(LeadReady integrationEvent, CancellationToken cancel)
    {
        if (!advertising.On) return;
        if (await conversions.Has(integrationEvent.Lead, cancel)) return;

        var consented = await conversions.FactsOf([integrationEvent.Lead], cancel);
        if (consented.Count > 0) conversions.Add(Conversion.Queue(integrationEvent.Lead, integrationEvent.At));
    }
}
