using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Domain;

internal static class SellingModes
{
    /// <summary>As the constraints, the contracts and the market file spell it.</summary>
    public static string InWords(this SellingMode mode) => mode is SellingMode.Exclusive ? "exclusive" : "shared";

    public static SellingMode Read(string words) => Enum.Parse<SellingMode>(words, ignoreCase: true);
}
