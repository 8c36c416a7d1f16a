using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Alerts;

/// <summary>When listings open to plans, and who was told of which listing.</summary>
internal interface IOpenings
{
    void Add(ListingOpening opening);

    /// <summary>Adds the openings of listings that have none, of those listed after an instant.</summary>
    Task AddMissing(DateTimeOffset listedAfter, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The longest due opening that is not announced, and that no other host has at hand; locked until the transaction ends.</summary>
    Task<ListingOpening?> TakeDue(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Whether slots of this listing are held by who has not paid: they may come back.</summary>
    Task<bool> MayComeBack(ListingId listing, CancellationToken cancel);

    /// <summary>Writes down some who are to be told of a listing, and answers them: who covers it, is on one of these plans, serves in
    /// the homeowner's language, has not paused, has not bought it and was not told in this round. Nobody can pause until the transaction ends.</summary>
    /// <param name="plans">By key. A contractor whose plan is none of the market's counts for its first.</param>
    Task<ToldBatch> Tell(Listing listing, IReadOnlyList<string> plans, int round, int most, DateTimeOffset now, CancellationToken cancel);
}

/// <param name="Matched">How many were to be told. Another host may have told some of them at the same moment, or all.</param>
/// <param name="Told">Who are this host's to tell.</param>
internal sealed record ToldBatch(int Matched, IReadOnlyList<Contractor> Told)
{
    public static ToldBatch Nobody { get; } = new(0, []);
}
