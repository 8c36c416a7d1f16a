using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Domain;

/// <summary>When a listing opens to one plan, and whether its contractors were told.</summary>
internal sealed class ListingOpening
{
    private ListingOpening()
    {
    }

    public ListingId ListingId { get; private set; }

    /// <summary>By key.</summary>
    public string Plan { get; private set; } = "";

    public DateTimeOffset OpensAt { get; private set; }

    /// <summary>How often the listing was sold out and came back: who was told before is told again.</summary>
    public int Round { get; private set; }

    /// <summary>Since when nobody is left to be told.</summary>
    public DateTimeOffset? AnnouncedAt { get; private set; }

    /// <param name="now">The news of a lead takes its time: it opens to nobody before it is there.</param>
    public static ListingOpening Of(Listing listing, Plan plan, DateTimeOffset now)
    {
        var due = listing.ListedAt + plan.Wait;
        return new() { ListingId = listing.Id, Plan = plan.Key, OpensAt = due > now ? due : now };
    }

    /// <summary>Every slot is held just now: looks again later.</summary>
    public void Postpone(DateTimeOffset until) => OpensAt = until;

    public void Announce(DateTimeOffset at) => AnnouncedAt ??= at;
}
