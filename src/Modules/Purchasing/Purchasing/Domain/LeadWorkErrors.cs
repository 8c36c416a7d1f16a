using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

internal static class LeadWorkErrors
{
    /// <summary>The homeowner took their details back: nothing more is written about them.</summary>
    public static readonly Error ContactWithdrawn = Error.Conflict("purchasing.contact-withdrawn");

    /// <summary>More tries than anybody makes at one lead.</summary>
    public static readonly Error TooManyAttempts = Error.Conflict("purchasing.attempts-full");

    /// <summary>One has to be removed first.</summary>
    public static readonly Error TooManyNotes = Error.Conflict("purchasing.notes-full");
}
