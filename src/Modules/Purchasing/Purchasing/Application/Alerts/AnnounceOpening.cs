using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Alerts;

/// <summary>Tells a batch of contractors of the listing that has waited longest to be told of.</summary>
internal sealed record AnnounceOpeningCommand : ICommand<AnnouncedBatch>;

/// <param name="WasDue">There was one, and there may be more.</param>
internal sealed record AnnouncedBatch(bool WasDue);

internal sealed class AnnounceOpeningHandler(IOpenings openings, IListings listings, IOutbox outbox, Market market, TimeProvider clock)
    : ICommandHandler<AnnounceOpeningCommand, AnnouncedBatch>
{
    /// <summary>Nobody told may pause before the batch is written, so it is a small one.</summary>
    private const int Batch = 100;

    private readonly EarlyAccess _early = new(market);

    public async Task<Result<AnnouncedBatch>> Handle(AnnounceOpeningCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await openings.TakeDue(now, cancellationToken) is not { } opening) return new AnnouncedBatch(WasDue: false);

        var listing = (await listings.Find(opening.ListingId, cancellationToken))!;
        // Not this opening's plan alone: whoever changed to a better one between its turn and this was told at neither.
        var batch = listing.IsForSale(now) ? await openings.Tell(listing, _early.PlansOpenWith(opening.Plan), Batch, now, cancellationToken) : ToldBatch.Nobody;
        // Not when nobody was told: another host may have told just these, and more may be waiting.
        if (batch.Matched == 0) opening.Announce(now);

        foreach (var contractor in batch.Told)
            outbox.Publish(new LeadMatched(
                listing.Id, contractor.Id, contractor.Company, contractor.Email, contractor.Phone, contractor.Locale, listing.Service, listing.Area,
                listing.Budget, listing.Timeline, listing.Mode.InWords(), _early.OpenToAllAt(listing.ListedAt, now), now));
        return new AnnouncedBatch(WasDue: true);
    }
}
