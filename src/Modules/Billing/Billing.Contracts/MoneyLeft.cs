using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>What of each of these purchases has not gone back yet and is not on its way back, taxes included: what giving back all of it would give.</summary>
/// <param name="Purchases">At most <see cref="Most"/>; more are not looked at.</param>
/// <returns>Of those that were settled; contractors see their own alone.</returns>
public sealed record ListMoneyLeft(IReadOnlyList<PurchaseId> Purchases) : IQuery<IReadOnlyDictionary<PurchaseId, Money>>
{
    /// <summary>A page's worth.</summary>
    public const int Most = 200;
}
