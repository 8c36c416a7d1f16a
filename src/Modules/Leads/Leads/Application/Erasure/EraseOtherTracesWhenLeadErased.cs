using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Application.Erasure;

/// <summary>The same person's other traces in this module: their other requests, forms half filled in, events not delivered yet.</summary>
/// <remarks>A double's own erasure is told as an event of its own, and searched in its turn by the address and number it held.</remarks>
internal sealed class EraseOtherTracesWhenLeadErased(IErasures erasures, LeadEraser eraser) : IReaction<LeadErased>
{
    public async Task Handle(LeadErased integrationEvent, CancellationToken cancel)
    {
        var lead = integrationEvent.Lead;
        if (await erasures.FindSearch(lead, cancel) is { } person)
        {
            foreach (var twin in await erasures.LockOthersOf(lead, person, cancel)) await eraser.Erase(twin, cancel);
            await erasures.DeleteDrafts(person, cancel);
        }

        await erasures.DeleteDraftOf(lead, cancel);
        await erasures.DeleteEventsNaming(lead, cancel);
        await erasures.EndSearch(lead, cancel);
    }
}
