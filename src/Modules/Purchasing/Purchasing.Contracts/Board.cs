using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>The leads this contractor could unlock now, newest first: in their coverage, with a slot left, not yet theirs.</summary>
/// <param name="Service">Only this service; null for all they cover.</param>
/// <param name="Region">Only this region; null for all they cover.</param>
/// <param name="Cursor">Where the page before ended; an unreadable one starts again at the top.</param>
public sealed record BrowseBoard(ContractorId Contractor, string? Service, string? Region, string? Cursor) : IQuery<BoardPage>;

/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Total">How many leads match over all pages.</param>
public sealed record BoardPage(IReadOnlyList<BoardItem> Items, string? NextCursor, int Total);

/// <summary>What a contractor needs to decide, and nothing that tells who the homeowner is.</summary>
/// <param name="Answers">Question key to option keys, or to one text, number or date.</param>
/// <param name="Locale">The language the homeowner wants to be answered in.</param>
/// <param name="SlotsTaken">Slots held or sold, of <paramref name="Capacity"/>.</param>
public sealed record BoardItem(
    ListingId ListingId, string Service, string Region, string Area, string PostalPrefix, string Budget, string Timeline,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, string Locale, DateTimeOffset ListedAt, int SlotsTaken, int Capacity);

/// <summary>One listing as this contractor may see it, with their own unlock of it if there is one.</summary>
/// <remarks>Refused with <c>purchasing.listing-not-found</c>: outside the coverage, unless they have an unlock of it.</remarks>
public sealed record GetListing(ContractorId Contractor, ListingId Listing) : IQuery<ListingView>;

/// <param name="Unlock">This contractor's latest unlock of the listing.</param>
public sealed record ListingView(BoardItem Item, UnlockView? Unlock);

/// <summary>The listing of a lead; for seeding and staff. Refused with <c>purchasing.listing-not-found</c>.</summary>
public sealed record FindListing(LeadId Lead) : IQuery<ListingId>;
