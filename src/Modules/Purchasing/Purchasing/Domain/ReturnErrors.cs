using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

internal static class ReturnErrors
{
    public static readonly Error NotFound = Error.NotFound("purchasing.return-not-found");

    /// <summary>Not paid, or its money goes back already.</summary>
    public static readonly Error NotReturnable = Error.Conflict("purchasing.not-returnable");

    /// <summary>It was asked for with another reason: once is all there is, and what was decided can be appealed.</summary>
    public static readonly Error OtherReason = Error.Conflict("purchasing.return-other-reason");

    public static readonly Error TooLate = Error.Conflict("purchasing.return-too-late");

    public static readonly Error NotAppealable = Error.Conflict("purchasing.not-appealable");

    /// <summary>Decided otherwise, or for the machine to decide.</summary>
    public static readonly Error Decided = Error.Conflict("purchasing.return-decided");

    /// <summary>Their own words are all that staff could go by.</summary>
    public static readonly Error NoteMissing = Error.Invalid([new FieldError("note", "purchasing.return-note-missing")]);
}
