namespace LeadMarket.Kernel.Markets;

/// <summary>What a contractor subscribes to; a dearer month buys cheaper leads.</summary>
/// <param name="MonthlyPrice">Before tax.</param>
/// <param name="LeadPrice">Price of one unlock, before tax and coupons.</param>
public sealed record Plan(string Key, LocalizedText Name, Money MonthlyPrice, Money LeadPrice)
{
    /// <summary>How long after its listing a lead opens to this plan; zero: at once.</summary>
    public TimeSpan Wait { get; init; }
}
