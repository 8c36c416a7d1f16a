using System.Diagnostics.CodeAnalysis;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>Why the payment vendor refused, as stable words. A reason that has none here is <see cref="Other"/>.</summary>
internal enum Refusal
{
    Other,

    /// <summary>There is no such object, or none in this mode.</summary>
    NotFound,

    /// <summary>The id asked for is taken: an earlier try of ours made it.</summary>
    AlreadyExists,

    /// <summary>The expiry asked for is no longer far enough ahead.</summary>
    ExpiryTooNear,

    /// <summary>The money of this payment has gone back already.</summary>
    AlreadyRefunded,

    /// <summary>The payment is disputed: the bank has the money.</summary>
    Disputed,

    /// <summary>The bank wants the buyer to confirm it in person.</summary>
    AuthenticationRequired,

    /// <summary>The card has not got the money.</summary>
    InsufficientFunds,

    ExpiredCard,

    /// <summary>A number, date or code of the card is wrong.</summary>
    IncorrectCard,

    /// <summary>The bank said no, for a reason of its own.</summary>
    CardDeclined,
}

/// <summary>What is known after asking the payment vendor: an answer, a refusal that had no effect, or nothing at all.</summary>
internal sealed class GatewayAnswer<T>
    where T : class
{
    private readonly T? _value;

    private GatewayAnswer(T? value, Refusal? refusal, string? about = null) => (_value, Refusal, About) = (value, refusal, about);

    /// <summary>Set when the request was refused for certain.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What was made all the same, and is named by the refusal: a payment whose card was declined.</summary>
    public string? About { get; }

    /// <summary>A timeout, a lost connection, an unreadable or failing answer: it may or may not have been done.</summary>
    public static GatewayAnswer<T> Unknown { get; } = new(null, null);

    /// <summary>Nothing is known: the same request must be repeated with the same key, or its effect looked up.</summary>
    public bool IsUnknown => _value is null && Refusal is null;

    public static GatewayAnswer<T> Of(T value) => new(value, null);

    public static GatewayAnswer<T> Refused(Refusal refusal, string? about = null) => new(null, refusal, about);

    public bool Succeeded([NotNullWhen(true)] out T? value)
    {
        value = _value;
        return value is not null;
    }

    /// <summary>The same answer about something read out of it.</summary>
    public GatewayAnswer<TOther> Select<TOther>(Func<T, TOther> read)
        where TOther : class =>
        Succeeded(out var value) ? GatewayAnswer<TOther>.Of(read(value))
        : Refusal is { } refusal ? GatewayAnswer<TOther>.Refused(refusal, About)
        : GatewayAnswer<TOther>.Unknown;
}
