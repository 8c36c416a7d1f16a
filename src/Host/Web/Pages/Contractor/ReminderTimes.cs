using System.Globalization;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>When a contractor may want to be reminded: a few usual times, or one of their own.</summary>
public static class ReminderTimes
{
    public const string Own = "own";

    // Before the first visit of the day.
    private static readonly TimeOnly Morning = new(8, 0);

    private static readonly (string Key, int Days)[] Usual = [("tomorrow", 1), ("three-days", 3), ("a-week", 7)];

    public static IReadOnlyList<(string Key, DateTimeOffset At)> Choices(Moments moments) =>
        [.. Usual.Select(choice => (choice.Key, moments.At(moments.Today().AddDays(choice.Days).ToDateTime(Morning))))];

    /// <summary>As a field of a date and a time spells it, on the market's clock.</summary>
    public static string Written(DateTimeOffset at, Moments moments) => moments.Here(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <param name="choice">One of the usual times, or <see cref="Own"/>.</param>
    /// <param name="typed">Date and time of their own.</param>
    /// <returns><c>null</c> when it is no time.</returns>
    public static DateTimeOffset? Read(string? choice, string? typed, Moments moments)
    {
        var usual = Choices(moments).Where(time => time.Key == choice).Select(time => (DateTimeOffset?)time.At).FirstOrDefault();
        if (usual is not null || choice != Own) return usual;
        string[] formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
        return DateTime.TryParseExact(typed?.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var shown) && shown.Year is >= 2000 and < 2200
            ? moments.At(shown)
            : null;
    }
}
