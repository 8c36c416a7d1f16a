namespace LeadMarket.Kernel;

/// <summary>An id that cannot be handed where another is wanted. The value is a UUIDv7, so that rows sort by birth.</summary>
public interface ITypedId
{
    Guid Value { get; }
}

/// <summary>How serializers and the database rebuild an id from its value.</summary>
public interface ITypedId<out TSelf> : ITypedId
    where TSelf : struct, ITypedId<TSelf>
{
    static abstract TSelf From(Guid value);
}
