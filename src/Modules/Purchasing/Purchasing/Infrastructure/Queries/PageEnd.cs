using System.Buffers.Binary;
using System.Buffers.Text;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>Where a page of bought leads or returns ended. Opaque to the outside; one that cannot be read starts at the top.</summary>
/// <param name="Order">What the list is sorted by, in microseconds.</param>
internal sealed record PageEnd(long Order, Guid Id)
{
    private const int Size = sizeof(long) + 16;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Order);
        Id.TryWriteBytes(bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static PageEnd? Read(string? text)
    {
        if (text is null || text.Length > 64 || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length == Size ? new PageEnd(BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes.AsSpan(sizeof(long)))) : null;
    }
}
