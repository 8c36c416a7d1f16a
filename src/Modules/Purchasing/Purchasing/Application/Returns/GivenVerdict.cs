using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

/// <summary>What a verdict brings with it, whoever gave it.</summary>
internal static class GivenVerdict
{
    /// <summary>Keeps a verdict on a return that is locked, and does what follows from it.</summary>
    public static void Keep(this IReturns returns, LockedReturn found, KeptVerdict verdict, DateTimeOffset at)
    {
        returns.Add(verdict);
        found.ActOnVerdict(at);
    }
}
