using System.Buffers.Binary;
using System.Buffers.Text;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>Where a page ended. Opaque to the outside; one that cannot be read, or of another order, starts at the top.</summary>
internal sealed record BoardCursor(int Rank, DateTimeOffset ListedAt, Guid Id)
{
    private const int RankAt = 1;
    private const int TimeAt = RankAt + sizeof(int);
    private const int IdAt = TimeAt + sizeof(long);
    private const int Size = IdAt + 16;

    public string Write(BoardSort sort)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = (byte)sort;
        BinaryPrimitives.WriteInt32BigEndian(bytes[RankAt..], Rank);
        BinaryPrimitives.WriteInt64BigEndian(bytes[TimeAt..], ListedAt.UtcTicks);
        Id.TryWriteBytes(bytes[IdAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static BoardCursor? Read(string? text, BoardSort sort)
    {
        if (text is null || text.Length > 64 || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length != Size || bytes[0] != (byte)sort) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(TimeAt));
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks
            ? null
            : new BoardCursor(
                BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(RankAt)), new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(IdAt)));
    }
}
