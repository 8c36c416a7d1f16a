using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

internal enum UseState
{
    Reserved,
    Redeemed,
    Released,
}

/// <summary>One use of a code by one purchase.</summary>
internal sealed record CouponUse(PurchaseId Purchase, ContractorId Contractor, string Code)
{
    public long Discount { get; set; }

    public UseState State { get; set; }
}

/// <summary>Coupons as its contract promises it: caps for each code and each contractor, a use that ends once.</summary>
internal sealed class CouponCounter
{
    /// <summary>A fifth off, three uses, two of them by one contractor.</summary>
    public const string Fifth = "CINQUIEME";

    /// <summary>All off, twice, once by one contractor.</summary>
    public const string Free = "GRATUIT";

    private static readonly Error NotApplicable = Error.Invalid("coupons.not-applicable", "coupon");

    private readonly Dictionary<PurchaseId, CouponUse> _uses = [];

    /// <summary>Kept as the coupon's row keeps it.</summary>
    public Dictionary<string, int> Used { get; } = new(StringComparer.Ordinal) { [Fifth] = 0, [Free] = 0 };

    public IReadOnlyCollection<CouponUse> Uses => _uses.Values;

    public static (int Percent, int Cap, int CapEach) Terms(string code) => code is Fifth ? (20, 3, 2) : (100, 2, 1);

    public CouponUse? Of(PurchaseId purchase) => _uses.GetValueOrDefault(purchase);

    public Result<CouponDiscount> Reserve(ReserveCoupon request)
    {
        if (_uses.TryGetValue(request.Purchase, out var known))
        {
            if (known.State is UseState.Reserved) known.Discount = PartOf(request.Subtotal, known.Code);
            return known.State is UseState.Released ? NotApplicable : new CouponDiscount(known.Code, Samples.Cad(known.Discount));
        }

        var code = request.Code.Trim().ToUpperInvariant();
        if (!Used.TryGetValue(code, out var used)) return NotApplicable;
        var (_, cap, capEach) = Terms(code);
        if (used >= cap || UsesOf(code, request.Contractor) >= capEach) return NotApplicable;

        Used[code]++;
        var use = new CouponUse(request.Purchase, request.Contractor, code) { Discount = PartOf(request.Subtotal, code) };
        _uses.Add(use.Purchase, use);
        return new CouponDiscount(code, Samples.Cad(use.Discount));
    }

    private static long PartOf(Money subtotal, string code) => ((subtotal.Cents * Terms(code).Percent) + 50) / 100;

    public Result End(PurchaseId purchase, UseState state)
    {
        if (!_uses.TryGetValue(purchase, out var use) || use.State is not UseState.Reserved) return Result.Success;
        use.State = state;
        if (state is UseState.Released) Used[use.Code]--;
        return Result.Success;
    }

    /// <summary>Both codes give the uses of refunded purchases back.</summary>
    public Result Return(PurchaseId purchase)
    {
        if (!_uses.TryGetValue(purchase, out var use) || use.State is UseState.Released) return Result.Success;
        use.State = UseState.Released;
        Used[use.Code]--;
        return Result.Success;
    }

    public int UsesOf(string code, ContractorId contractor)
    {
        var uses = 0;
        foreach (var use in _uses.Values)
        {
            if (use.Code == code && use.Contractor == contractor && use.State is not UseState.Released) uses++;
        }

        return uses;
    }
}
