using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Presentation;

/// <summary>Moments as people say them, on the market's clock.</summary>
public sealed class Moments(Texts texts, Market market, TimeProvider clock)
{
    /// <summary>"3 hours ago"; past a month, the date.</summary>
    public string Ago(DateTimeOffset at)
    {
        var age = clock.GetUtcNow() - at;
        return age switch
        {
            { TotalMinutes: < 1 } => texts["when.now"],
            { TotalHours: < 1 } => texts.Count("when.minutes-ago", (int)age.TotalMinutes),
            { TotalDays: < 1 } => texts.Count("when.hours-ago", (int)age.TotalHours),
            { TotalDays: < 31 } => texts.Count("when.days-ago", (int)age.TotalDays),
            _ => Day(at),
        };
    }

    /// <summary>Whole minutes until then, rounded up; 0 once it has passed.</summary>
    public int MinutesLeft(DateTimeOffset until) => Math.Max(0, (int)Math.Ceiling((until - clock.GetUtcNow()).TotalMinutes));

    /// <summary>Date and time in full, for the title of a short form.</summary>
    public string Full(DateTimeOffset at) => Say(at, "when.full-format");

    /// <summary>With the day of the week, for what is still to come.</summary>
    public string Appointment(DateTimeOffset at) => Say(at, "when.appointment-format");

    public string Time(DateTimeOffset at) => Here(at).ToString(texts["when.time-format"], texts.Culture);

    public string Day(DateTimeOffset at) => Say(at, "when.day-format");

    /// <summary>Such as "octobre 2026".</summary>
    public string Month(int year, int month) => new DateOnly(year, month, 1).ToString(texts["when.month-format"], texts.Culture);

    /// <summary>For the axis of a chart and the rows of a table.</summary>
    public string ShortMonth(int year, int month) => new DateOnly(year, month, 1).ToString(texts["when.month-short-format"], texts.Culture);

    /// <summary>For <c>datetime</c> attributes.</summary>
    public static string Machine(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);

    /// <summary>The instant at which a day begins in the market's time zone.</summary>
    public DateTimeOffset StartOf(DateOnly day) => At(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The instant at which the market's clocks show this.</summary>
    public DateTimeOffset At(DateTime shown) => new DateTimeOffset(shown, market.TimeZone.GetUtcOffset(shown)).ToUniversalTime();

    public DateOnly Today() => DateOnly.FromDateTime(Here(clock.GetUtcNow()).DateTime);

    /// <summary>On the market's clock.</summary>
    public DateTimeOffset Here(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, market.TimeZone);

    private string Say(DateTimeOffset at, string format) => Here(at).DateTime.Said(texts[format], texts.Culture);
}
