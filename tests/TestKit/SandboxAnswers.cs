using System.Text.Json.Nodes;

namespace LeadMarket.TestKit;

/// <summary>Of the card numbers that Stripe gives a meaning in test mode, those that tests pay with.</summary>
public static class TestCards
{
    /// <summary>Always accepted.</summary>
    public const string Visa = "4242 4242 4242 4242";

    /// <summary>Always declined.</summary>
    public const string Declined = "4000 0000 0000 0002";

    /// <summary>Can be saved; every charge of it is declined.</summary>
    public const string FailsLater = "4000 0000 0000 0341";

    /// <summary>Its bank asks its owner about every payment; without them it is never charged.</summary>
    public const string ThreeDSecure = "4000 0027 6000 3184";
}

/// <summary>What seeding made.</summary>
public sealed record Seeded(IReadOnlyList<SeededContractor> Contractors, IReadOnlyList<SeededLead> Leads)
{
    /// <summary>Of every account that seeding makes and of the demonstration accounts.</summary>
    public const string Password = "sandbox-password";
}

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
public sealed record CapturedPayment(string Id, long Amount, long AmountRefunded, string Currency, string? Customer, string? Session, JsonObject? Metadata)
{
    /// <summary>What it pays for, as the market told Stripe.</summary>
    public Guid? Purchase => Guid.TryParse((string?)Metadata?["purchase_id"], out var purchase) ? purchase : null;
}
