using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

/// <summary>Days, months and years as the market's clocks show them: a bill of 11 p.m. on 31 October is October's.</summary>
internal static class MarketCalendar
{
    /// <summary>Years outside of this have no documents, and an offset from UTC could leave what a date can hold.</summary>
    public static bool Holds(int year) => year is >= 1900 and <= 9000;

    /// <summary>The instant at which a day begins.</summary>
    public static DateTimeOffset StartOf(this Market market, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, market.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public static DateOnly DayOf(this Market market, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, market.TimeZone).DateTime);
}
