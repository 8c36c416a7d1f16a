using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests;

/// <summary>A form with nothing wrong in it, to spoil one field at a time.</summary>
internal static class Forms
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 15, 0, 0, TimeSpan.Zero);

    public static readonly FormOrigin Origin = new("203.0.113.9", "Mozilla/5.0 (test)");

    private static int _people;

    /// <summary>From an address that nobody else has sent from.</summary>
    public static FormOrigin FreshOrigin()
    {
        var number = Interlocked.Increment(ref _people);
        return new FormOrigin($"2001:db8::{number:x}", "Mozilla/5.0 (test)");
    }

    /// <summary>A valid form of somebody who has sent none yet.</summary>
    public static LeadForm Somebody()
    {
        var number = Interlocked.Increment(ref _people);
        return Valid with { Phone = $"514 2{number / 10_000:00}-{number % 10_000:0000}", Email = $"somebody{number}@example.com" };
    }

    public static LeadForm Valid => new(
        Service: "ev-charger",
        PostalCode: "h2x1y4",
        Answers: Answers(("parking", ["garage"]), ("garage-width", ["12"])),
        Budget: "under-5000",
        Timeline: "now",
        Quotes: 2,
        Name: "Amélie O'Brien",
        Email: "amelie@example.com",
        Phone: "(514) 555-0199 ",
        Address: "12, rue Saint-Denis",
        Locale: "fr",
        ConsentToContact: true,
        ConsentVersion: TestMarket.ConsentVersion);

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Answers(params (string Question, string[] Values)[] answers) =>
        answers.ToDictionary(answer => answer.Question, answer => (IReadOnlyList<string>)answer.Values, StringComparer.Ordinal);

    public static LeadForm WithAnswer(string question, params string[] values) => Valid with
    {
        Answers = Valid.Answers!.Where(answer => answer.Key != question)
            .Append(new KeyValuePair<string, IReadOnlyList<string>>(question, values))
            .ToDictionary(StringComparer.Ordinal),
    };
}

/// <summary>Stands still.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>Stands still until a test moves it.</summary>
internal sealed class MovableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
