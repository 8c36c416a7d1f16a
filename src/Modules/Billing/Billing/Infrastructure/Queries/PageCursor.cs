using System.Buffers.Binary;
using System.Buffers.Text;

namespace LeadMarket.Billing.Infrastructure.Queries;

/// <summary>Where a page that goes back in time ended. Opaque to the outside; one that cannot be read starts at the top.</summary>
internal sealed record PageCursor(DateTimeOffset At, Guid Id)
{
    private const int Size = sizeof(long) + 16;

    public static PageCursor? Read(string? text)
    {
        if (text is null || text.Length > 64 || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length != Size) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks
            ? null
            : new PageCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(sizeof(long))));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        Id.TryWriteBytes(bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes);
    }
}
