using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Alerts;

/// <summary>Tells a batch of contractors of the listing that has waited longest to be told of. Answers true when there was one: there may be more.</summary>
internal sealed record AnnounceOpeningCommand : ICommand<bool>;

internal sealed class AnnounceOpeningHandler(IOpenings openings, IListings listings, IOutbox outbox, Market market, TimeProvider clock)
    : ICommandHandler<AnnounceOpeningCommand, bool>
{
    /// <summary>Nobody told may pause before the batch is written, so it is a small one.</summary>
    private const int Batch = 100;

    /// <summary>A slot that is only held comes back within a quarter of an hour, or is paid.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    private readonly EarlyAccess _early = new(market);

    public async Task<Result<bool>> Handle(AnnounceOpeningCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await openings.TakeDue(now, cancellationToken) is not { } opening) return false;

        var listing = (await listings.Find(opening.ListingId, cancellationToken))!;
        if (listing.IsFull && listing.IsOnMarket(now) && await openings.MayComeBack(listing.Id, cancellationToken))
        {
            opening.Postpone(now + LookAgain);
            return true;
        }

        // Not this opening's plan alone: whoever changed to a better one between its turn and this was told at neither.
        var batch = listing.IsForSale(now) ? await openings.Tell(listing, _early.PlansOpenWith(opening.Plan), opening.Round, Batch, now, cancellationToken) : ToldBatch.Nobody;
        // Not when nobody was told: another host may have told just these, and more may be waiting.
        if (batch.Matched == 0) opening.Announce(now);

        foreach (var contractor in batch.Told)
            outbox.Publish(new LeadMatched(
                listing.Id, contractor.Id, contractor.Company, contractor.Email, contractor.Phone, contractor.Locale, listing.Service, listing.Area,
                listing.Budget, listing.Timeline, listing.Mode.Spelled(), _early.OpenToAllAt(listing.ListedAt, now), now, opening.Round));
        return true;
    }
}
