using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Domain;

/// <summary>One message to one person; also its idempotency key at the vendor.</summary>
internal readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId From(Guid value) => new(value);

    public static MessageId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}
