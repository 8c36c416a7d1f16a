using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Web.Presentation;

/// <summary>What the leads of a page cost one contractor. Asked once per distinct offer: a page holds many leads and few prices.</summary>
public sealed class LeadPrices
{
    private readonly Dictionary<LeadOffer, Charge> _exclusive;

    private LeadPrices(string plan, Charge shared, Dictionary<LeadOffer, Charge> exclusive) => (Plan, Shared, _exclusive) = (plan, shared, exclusive);

    /// <summary>The key of their plan.</summary>
    public string Plan { get; }

    /// <summary>Of any shared lead.</summary>
    public Charge Shared { get; }

    /// <summary>Null for an exclusive lead whose price has left the market file: nobody can buy it, and the rest of the board stands.</summary>
    public Charge? Of(BoardItem item) => OfferOf(item) is { } offer ? _exclusive.GetValueOrDefault(offer) : Shared;

    /// <summary>What is bought by unlocking; null for a shared lead, which has the plan's price.</summary>
    public static LeadOffer? OfferOf(BoardItem item) => item.Mode == "exclusive" ? new LeadOffer(item.Service, Exclusive: true) : null;

    public static async Task<Result<LeadPrices>> Ask(IMediator modules, ContractorId contractor, IEnumerable<BoardItem> items, CancellationToken cancel)
    {
        var shared = await modules.Send(new QuoteLead(contractor), cancel);
        if (shared.IsFailure) return shared.Error;

        var exclusive = new Dictionary<LeadOffer, Charge>();
        foreach (var offer in items.Select(OfferOf).OfType<LeadOffer>().Distinct())
        {
            var quote = await modules.Send(new QuoteLead(contractor, Offer: offer), cancel);
            if (quote.Succeeded(out var found)) exclusive[offer] = found.Charge;
        }

        return new LeadPrices(shared.Value.Plan, shared.Value.Charge, exclusive);
    }
}
