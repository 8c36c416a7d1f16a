namespace LeadMarket.Kernel.Markets;

/// <summary>A sales tax on the price before any tax.</summary>
/// <param name="Code">Stable: <c>gst</c>, <c>qst</c>.</param>
/// <param name="RatePpm">Parts per million, so that Quebec's 9.975 % is a whole number: 99 750.</param>
public sealed record Tax(string Code, LocalizedText Name, int RatePpm)
{
    private const long Million = 1_000_000;

    /// <summary>The tax in cents on a price in cents, half a cent rounded up: 9.975 % of 2900 is 289.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The price is negative; a refund gives back the tax that was charged.</exception>
    // Each tax on the bare price, rounded by itself: Revenu Québec has charged no QST on GST since 2013.
    public long On(long cents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cents);
        return checked((cents * RatePpm + Million / 2) / Million);
    }
}
