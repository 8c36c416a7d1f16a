using System.Text.Json.Nodes;

namespace LeadMarket.TestKit;

/// <summary>Card numbers that Stripe gives a meaning in test mode.</summary>
public static class TestCards
{
    /// <summary>Always accepted.</summary>
    public const string Visa = "4242 4242 4242 4242";

    /// <summary>Always declined.</summary>
    public const string Declined = "4000 0000 0000 0002";

    /// <summary>Declined: the account behind it is empty.</summary>
    public const string InsufficientFunds = "4000 0000 0000 9995";

    /// <summary>Declined: it was reported lost.</summary>
    public const string LostCard = "4000 0000 0000 9987";

    /// <summary>Declined by the bank as expired, whatever date is typed.</summary>
    public const string Expired = "4000 0000 0000 0069";

    /// <summary>Declined for its security code.</summary>
    public const string IncorrectCvc = "4000 0000 0000 0127";

    /// <summary>Can be saved; every charge of it is declined.</summary>
    public const string FailsLater = "4000 0000 0000 0341";

    /// <summary>Its bank asks its owner about every payment; without them it is never charged.</summary>
    public const string ThreeDSecure = "4000 0027 6000 3184";

    /// <summary>Its bank asks its owner once; saved, it is then charged without them.</summary>
    public const string ThreeDSecureOnce = "4000 0025 0000 3155";

    /// <summary>Pays, and its owner disputes the payment at once as fraudulent.</summary>
    public const string DisputedFraudulent = "4000 0000 0000 0259";

    /// <summary>Pays, and its bank asks about the payment without taking it back yet.</summary>
    public const string DisputedInquiry = "4000 0000 0000 1976";

    /// <summary>Pays, and its bank warns of fraud.</summary>
    public const string FraudWarning = "4000 0000 0000 5423";

    /// <summary>A refund to it is pending, and succeeds three minutes later.</summary>
    public const string RefundPending = "4000 0000 0000 7726";

    /// <summary>A refund to it says that it succeeded, and fails three minutes later.</summary>
    public const string RefundFails = "4000 0000 0000 5126";
}

/// <summary>Bank accounts that the payment page knows, in institution 000, transit 11000.</summary>
public static class TestAccounts
{
    /// <summary>Has the money, three days after the order.</summary>
    public const string Pays = "000123456789";

    /// <summary>Has not.</summary>
    public const string Bounces = "000222222227";
}

/// <summary>What seeding made.</summary>
public sealed record Seeded(IReadOnlyList<SeededContractor> Contractors, IReadOnlyList<SeededLead> Leads);

/// <param name="Token">A bearer token of the JSON API.</param>
public sealed record SeededContractor(string Id, string Email, string Token);

/// <summary>A lead that was seeded and is on the board.</summary>
public sealed record SeededLead(string LeadId, string ListingId);

/// <summary>A mail as it would have arrived.</summary>
public sealed record SentMail(Guid Id, DateTimeOffset SentAt, string From, IReadOnlyList<string> To, string Subject, string? Html, string? Text);

/// <summary>A text as it arrived at a phone.</summary>
/// <param name="Code">The code inside, when Twilio Verify sent it.</param>
public sealed record SentText(string To, string From, string Body, string? Code, DateTimeOffset At, string Status);

/// <summary>An event that Meta took.</summary>
/// <param name="Source"><c>server</c> or <c>browser</c>.</param>
/// <param name="EventTime">Unix seconds.</param>
/// <param name="Counted">Not when the same name and id came within the 48 hours before.</param>
public sealed record MetaEvent(
    string Source, string Pixel, string EventName, string? EventId, long EventTime, string? Url, JsonObject UserData, JsonObject? CustomData, bool Counted);

/// <summary>Money that the Sandbox's Stripe took.</summary>
/// <param name="Amount">Cents, taxes included.</param>
/// <param name="AmountRefunded">Cents given back.</param>
/// <param name="Session">The checkout session it was paid through, if any.</param>
public sealed record CapturedPayment(string Id, long Amount, long AmountRefunded, string Currency, string? Customer, string? Session, JsonObject? Metadata);

/// <summary>A payment that the buyer's bank asks back.</summary>
/// <param name="Amount">Cents.</param>
/// <param name="Status">As Stripe names it: <c>needs_response</c>, <c>won</c>, <c>lost</c>…</param>
public sealed record CardDispute(string Id, long Amount, string Charge, string PaymentIntent, string Reason, string Status);

/// <summary>Money that Stripe sent to the market's bank.</summary>
/// <param name="Amount">Cents.</param>
public sealed record SentPayout(string Id, long Amount, string Currency, string BalanceTransaction);
