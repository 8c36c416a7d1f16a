using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>The leads this contractor could unlock now: in their coverage, with a slot left, not yet theirs, and open to their plan already.</summary>
/// <param name="Filter">Null for all they cover.</param>
/// <param name="Cursor">Where the page before ended, in the same order; an unreadable one starts again at the top.</param>
/// <remarks>A paused contractor sees the board too; only unlocking is refused.</remarks>
public sealed record BrowseBoard(ContractorId Contractor, BoardFilter? Filter = null, BoardSort Sort = BoardSort.Newest, string? Cursor = null) : IQuery<BoardPage>;

/// <summary>What to show of the board. Each part null for all; a value that the market does not have matches nothing.</summary>
/// <param name="Service">A service key.</param>
/// <param name="Area">A region key, or a postal area such as <c>H2X</c>.</param>
/// <param name="Budget">A budget key.</param>
/// <param name="Timeline">A timeline key.</param>
/// <param name="MaxAgeHours">Listed at most so long ago.</param>
/// <param name="Language">The language the homeowner wants to be answered in.</param>
/// <param name="Mode"><c>shared</c> or <c>exclusive</c>.</param>
public sealed record BoardFilter(
    string? Service = null, string? Area = null, string? Budget = null, string? Timeline = null, int? MaxAgeHours = null, string? Language = null, string? Mode = null);

/// <summary>In which order the board is read.</summary>
public enum BoardSort
{
    Newest,
    Oldest,

    /// <summary>The largest budget first, in the market's order; undecided ones last.</summary>
    Budget,

    /// <summary>The fewest competitors first.</summary>
    Competition,
}

/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Total">How many leads match over all pages.</param>
public sealed record BoardPage(IReadOnlyList<BoardItem> Items, string? NextCursor, int Total);

/// <summary>What a contractor needs to decide, and nothing that tells who the homeowner is.</summary>
/// <param name="Answers">Question key to option keys, or to one text, number or date.</param>
/// <param name="Locale">The language the homeowner wants to be answered in.</param>
/// <param name="SlotsTaken">Slots held or sold, of <paramref name="Capacity"/>.</param>
/// <param name="Mode"><c>shared</c> or <c>exclusive</c>.</param>
/// <param name="OpenToAllAt">Until then only the better plans see it; null once every plan does.</param>
public sealed record BoardItem(
    ListingId ListingId, string Service, string Region, string Area, string PostalPrefix, string Budget, string Timeline,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, string Locale, DateTimeOffset ListedAt, int SlotsTaken, int Capacity,
    string Mode = "shared", DateTimeOffset? OpenToAllAt = null);

/// <summary>How many leads of a filtered board this contractor has got to see since an instant, or to see again; for the bar that tells of new ones.</summary>
public sealed record CountNewOnBoard(ContractorId Contractor, BoardFilter? Filter, DateTimeOffset Since) : IQuery<int>;

/// <summary>Whether a lead opened to any plan, or had a slot again, after <paramref name="After"/> and up to <paramref name="Until"/>. System only: one question a host and tick,
/// whoever looks on.</summary>
public sealed record DidBoardOpen(DateTimeOffset After, DateTimeOffset Until) : IQuery<bool>;

/// <summary>One listing as this contractor may see it, with their own unlock of it if there is one.</summary>
/// <remarks>Refused with <c>purchasing.listing-not-found</c>: outside the coverage, or not open to their plan yet, unless they have an unlock of it.</remarks>
public sealed record GetListing(ContractorId Contractor, ListingId Listing) : IQuery<ListingView>;

/// <param name="Unlock">This contractor's latest unlock of the listing; never an upgrade of one.</param>
/// <param name="Refusal">Why nobody, or not this contractor, can buy it any more, as <see cref="StartUnlock"/> would say: <c>purchasing.lead-closed</c>,
/// <c>purchasing.outside-coverage</c>; null when only a free slot decides.</param>
public sealed record ListingView(BoardItem Item, UnlockView? Unlock, string? Refusal = null);

/// <summary>The listing of a lead; for seeding and staff. Refused with <c>purchasing.listing-not-found</c>.</summary>
public sealed record FindListing(LeadId Lead) : IQuery<ListingId>;
