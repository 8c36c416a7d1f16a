namespace LeadMarket.Kernel.Markets;

/// <summary>A sales tax on the price before any tax.</summary>
/// <param name="Code">Stable: <c>gst</c>, <c>qst</c>.</param>
/// <param name="RatePpm">Parts per million, so that Quebec's 9.975 % is a whole number: 99 750.</param>
public sealed record Tax(string Code, LocalizedText Name, int RatePpm)
{
    private const long Million = 1_000_000;

    /// <summary>The seller's registration number for this tax, which every invoice has to show; absent where none is required.</summary>
    public string? Registration { get; init; }

    /// <summary>How a fraction of a cent is rounded in this market.</summary>
    public TaxRounding Rounding { get; init; } = TaxRounding.HalfUp;

    /// <summary>The tax in cents on a price in cents, rounded as the market says: 9.975 % of 2900 is 289.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The price is negative; a refund gives back the tax that was charged.</exception>
    // Each tax on the bare price, rounded by itself: Revenu Québec has charged no QST on GST since 2013.
    public long On(long cents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cents);
        var (whole, rest) = Math.DivRem(checked(cents * RatePpm), Million);
        var up = Rounding switch
        {
            TaxRounding.HalfUp => rest * 2 >= Million,
            TaxRounding.HalfEven => rest * 2 > Million || (rest * 2 == Million && whole % 2 == 1),
            TaxRounding.Up => rest > 0,
            _ => false,
        };
        return up ? whole + 1 : whole;
    }
}

/// <summary>What becomes of a fraction of a cent of tax.</summary>
public enum TaxRounding
{
    /// <summary>Half a cent and more becomes a cent: Canada, and most places.</summary>
    HalfUp,

    /// <summary>Half a cent goes to the even cent.</summary>
    HalfEven,

    /// <summary>Any fraction becomes a cent.</summary>
    Up,

    /// <summary>Fractions are dropped.</summary>
    Down,
}
