using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>A listing as the board's SQL yields it.</summary>
internal sealed record BoardRow(
    Guid Id, string Service, string Region, string Area, string PostalPrefix, string Budget, string Timeline, string Answers,
    string Locale, DateTimeOffset ListedAt, int SlotsTaken, int Capacity, string Mode)
{
    /// <summary>What every listing query selects, of a table called <c>l</c>.</summary>
    public const string Columns = """
        l.id as "Id", l.service as "Service", l.region as "Region", l.area as "Area", l.postal_prefix as "PostalPrefix",
        l.budget as "Budget", l.timeline as "Timeline", l.answers::text as "Answers", l.locale as "Locale",
        l.listed_at as "ListedAt", bit_count(l.slots::bit(3))::int as "SlotsTaken", l.capacity as "Capacity",
        l.mode as "Mode"
        """;

    /// <param name="openToAllAt">Until then they are ahead of others; null on a lead of their own.</param>
    public BoardItem ToItem(DateTimeOffset? openToAllAt = null) => new(
        new ListingId(Id), Service, Region, Area, PostalPrefix, Budget, Timeline,
        JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(Answers, EventJson.Options)!,
        Locale, ListedAt, SlotsTaken, Capacity, Mode, openToAllAt);
}
