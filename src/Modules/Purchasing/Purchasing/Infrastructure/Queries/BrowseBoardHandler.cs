using System.Buffers.Text;
using System.Buffers.Binary;
using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class BrowseBoardHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<BrowseBoard, BoardPage>
{
    private const int PageSize = 20;

    // Uses listings_board. Full, expired, withdrawn and own ones are not for sale to this contractor, nor what they had and gave back.
    private const string ForSale = """
        from purchasing.listings l
        join purchasing.contractors me on me.id = @contractor
        where l.slots < (1 << l.capacity) - 1 and l.withdrawn_at is null and l.expires_at > @now
            and l.service = any(me.services) and l.region = any(me.regions)
            and (@service::text is null or l.service = @service) and (@region::text is null or l.region = @region)
            and not exists (
                select from purchasing.unlocks u
                where u.listing_id = l.id and u.contractor_id = @contractor
                    and (u.paid_at is not null or u.state in ('reserved', 'opening', 'open', 'cancelling')))
        """;

    public async Task<Result<BoardPage>> Handle(BrowseBoard request, CancellationToken cancellationToken)
    {
        // What the market does not have is on no board, and may not even be text that PostgreSQL can hold.
        if ((request.Service is { } service && market.FindService(service) is null) || (request.Region is { } region && market.FindRegion(region) is null))
            return new BoardPage([], null, 0);

        var from = Cursor.Read(request.Cursor);
        var parameters = new
        {
            contractor = request.Contractor.Value,
            service = request.Service,
            region = request.Region,
            now = clock.GetUtcNow(),
            beforeTime = from?.ListedAt,
            beforeId = from?.Id,
            most = PageSize + 1,
        };
        return await read.Query<BoardPage>(async db =>
        {
            var rows = (await db.QueryAsync<BoardRow>($"""
                select {BoardRow.Columns}
                {ForSale} and (@beforeTime::timestamptz is null or (l.listed_at, l.id) < (@beforeTime, @beforeId))
                order by l.listed_at desc, l.id desc
                limit @most
                """, parameters)).AsList();
            var total = await db.ExecuteScalarAsync<int>($"select count(*) {ForSale}", parameters);
            var page = rows.Take(PageSize).ToList();
            return new BoardPage(page.ConvertAll(row => row.ToItem()), rows.Count > PageSize ? Cursor.After(page[^1]) : null, total);
        }, cancellationToken);
    }

    /// <summary>Where a page ended. Opaque to the outside; one that cannot be read starts at the top.</summary>
    private sealed record Cursor(DateTimeOffset ListedAt, Guid Id)
    {
        private const int Size = sizeof(long) + 16;

        public static string After(BoardRow row)
        {
            Span<byte> bytes = stackalloc byte[Size];
            BinaryPrimitives.WriteInt64BigEndian(bytes, row.ListedAt.UtcTicks);
            row.Id.TryWriteBytes(bytes[sizeof(long)..]);
            return Base64Url.EncodeToString(bytes);
        }

        public static Cursor? Read(string? text)
        {
            if (text is null || text.Length > 64 || !Base64Url.IsValid(text)) return null;
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length != Size) return null;
            var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
            return ticks < 0 || ticks > DateTime.MaxValue.Ticks
                ? null
                : new Cursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(sizeof(long))));
        }
    }
}
