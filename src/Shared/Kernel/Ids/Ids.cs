namespace LeadMarket.Kernel;

/// <summary>A contractor; the same value as their user account's id.</summary>
public readonly record struct ContractorId(Guid Value) : ITypedId<ContractorId>
{
    public static ContractorId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A homeowner's request.</summary>
public readonly record struct LeadId(Guid Value) : ITypedId<LeadId>
{
    public static LeadId From(Guid value) => new(value);

    public static LeadId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>A lead on the board, with its slots.</summary>
public readonly record struct ListingId(Guid Value) : ITypedId<ListingId>
{
    public static ListingId From(Guid value) => new(value);

    public static ListingId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>One contractor's try at buying one listing's contact.</summary>
public readonly record struct UnlockId(Guid Value) : ITypedId<UnlockId>
{
    public static UnlockId From(Guid value) => new(value);

    public static UnlockId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <summary>Billing and Coupons know a purchase, not what it is a purchase of.</summary>
    public PurchaseId AsPurchase() => new(Value);

    public override string ToString() => Value.ToString();
}

/// <summary>What money is paid for: one unlock, or one bill of a plan. Keys checkouts, payments, refunds, documents and coupon
/// reservations.</summary>
public readonly record struct PurchaseId(Guid Value) : ITypedId<PurchaseId>
{
    public static PurchaseId From(Guid value) => new(value);

    public UnlockId AsUnlock() => new(Value);

    public override string ToString() => Value.ToString();
}
