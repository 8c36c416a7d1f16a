using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>Why no code is sent, and why one is not taken.</summary>
internal static class PhoneCodeErrors
{
    private const string Field = "code";
    private const string CodeTooSoon = "leads.code-too-soon";
    private const string TooManyCodesSent = "leads.too-many-codes";
    private const string TooManyCodesTried = "leads.too-many-checks";
    private const string WrongCode = "leads.code-wrong";

    /// <summary>Nothing has to be verified any more.</summary>
    public static readonly Error PhoneAlreadyVerified = Error.Conflict("leads.phone-already-verified");

    /// <summary>The request was closed, withdrawn, rejected or has run out.</summary>
    public static readonly Error LeadEnded = Error.Conflict("leads.lead-ended");

    /// <summary>No text can reach this number: there is no such line, or it is a landline.</summary>
    public static readonly Error PhoneUnreachable = Error.Invalid("leads.phone-unreachable", "phone");

    public static readonly Error CodeMissing = Error.Invalid("leads.code-missing", Field);

    /// <summary>Not four to ten digits.</summary>
    public static readonly Error CodeMalformed = Error.Invalid("leads.code-malformed", Field);

    public static readonly Error CodeNotSent = Error.Conflict("leads.code-not-sent");

    public static readonly Error CodeExpired = Error.Conflict("leads.code-expired");

    /// <summary>The vendor did not answer; the try is given back.</summary>
    public static readonly Error VerificationUnavailable = Error.Unavailable("leads.verification-unavailable");

    public static Error TooSoon(TimeSpan wait) => Error.TooMany(CodeTooSoon, wait);

    /// <param name="wait">Until codes may be asked for again; absent when they never may.</param>
    public static Error TooManyCodes(TimeSpan? wait) => Error.TooMany(TooManyCodesSent, wait);

    /// <param name="wait">Until another code may be asked for; absent when none may.</param>
    public static Error TooManyChecks(TimeSpan? wait) => Error.TooMany(TooManyCodesTried, wait);

    public static Error CodeWrong(int triesLeft) =>
        new(WrongCode, ErrorKind.Validation) { Fields = [new FieldError(Field, WrongCode, triesLeft)] };
}
