namespace LeadMarket.Kernel;

/// <summary>What sort of refusal an <see cref="Error"/> is. The Host alone turns it into an HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The input can be corrected by the person who gave it.</summary>
    Validation,

    /// <summary>There is no such thing, or none that this actor may know of.</summary>
    NotFound,

    /// <summary>The state of the world refuses: sold out, already done, no longer possible.</summary>
    Conflict,

    /// <summary>Asked too often; allowed again after a while.</summary>
    TooMany,

    /// <summary>Known, but not allowed to this actor.</summary>
    Forbidden,

    /// <summary>A vendor did not answer; asking again later may work.</summary>
    Unavailable,
}

/// <summary>One field that was refused, and why.</summary>
/// <param name="Field">The field's name as the API spells it (camelCase).</param>
/// <param name="Code">A stable code; its words live in the resources of each language.</param>
/// <param name="Limit">The number that the words name ("at most 80 characters"), where there is one.</param>
public sealed record FieldError(string Field, string Code, long? Limit = null);

/// <summary>An expected refusal: a stable code that a program can act on. Its words live in resources, per language.</summary>
/// <param name="Code">Stable, lower-case, <c>module.reason</c>.</param>
/// <param name="Kind">What sort of refusal it is.</param>
public sealed record Error(string Code, ErrorKind Kind)
{
    /// <summary>The fields at fault; empty unless <see cref="Kind"/> is <see cref="ErrorKind.Validation"/>.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>When it may be asked again; only for <see cref="ErrorKind.TooMany"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Error NotFound(string code) => new(code, ErrorKind.NotFound);

    public static Error Conflict(string code) => new(code, ErrorKind.Conflict);

    public static Error Unavailable(string code) => new(code, ErrorKind.Unavailable);

    /// <param name="after">Not before this; absent when waiting does not help.</param>
    public static Error TooMany(string code, TimeSpan? after) => new(code, ErrorKind.TooMany) { RetryAfter = after };

    /// <summary>Input that was refused field by field.</summary>
    public static Error Invalid(IReadOnlyList<FieldError> fields) => new("validation.failed", ErrorKind.Validation) { Fields = fields };

    /// <summary>One field that was refused for a reason the module names.</summary>
    public static Error Invalid(string code, string field) =>
        new(code, ErrorKind.Validation) { Fields = [new FieldError(field, code)] };
}
