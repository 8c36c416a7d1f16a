using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

internal static class LeadWorkErrors
{
    /// <summary>The homeowner took their details back: nothing more is written about them.</summary>
    public static readonly Error ContactWithdrawn = Error.Conflict("purchasing.contact-withdrawn");
}
