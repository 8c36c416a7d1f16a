using System.Globalization;
using System.Text.RegularExpressions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>What contractors do with bought leads, and what returns rest on, in words.</summary>
public sealed partial class WorkWords(Market market, Texts texts, Moments moments)
{
    public string Progress(LeadProgress progress) => texts[$"work.progress.{WordKeys.Of(progress)}"];

    public string Way(AttemptWay way) => texts[$"work.way.{WordKeys.Of(way)}"];

    public string Outcome(AttemptOutcome outcome) => texts[$"work.outcome.{WordKeys.Of(outcome)}"];

    /// <summary>One thing that happened to a lead. A kind without words of its own is shown as it is kept.</summary>
    public string Step(LeadStep step)
    {
        var said = TextBook.Find(texts.Locale, $"work.step.{step.Kind}") ?? step.Kind;
        return Detail(step) is { } detail ? texts["work.step.detailed", said, detail] : said;
    }

    /// <summary>A reason that has left the market file keeps its key for a name: an old return stays readable.</summary>
    public string Reason(string key) => market.Returns.Find(key)?.Name.In(texts.Locale) ?? key;

    public string? RuleOf(string reason) => market.Returns.Find(reason)?.Rule.In(texts.Locale);

    /// <summary>How far apart tries have to be to count, where a return asks for most; 0 where none asks for any.</summary>
    public int MinutesBetween => market.Returns.Reasons.Select(reason => (int)reason.Apart.TotalMinutes).DefaultIfEmpty().Max();

    /// <summary>What was found, as the rule that decided would say it.</summary>
    public string Found(string rule, IReadOnlyDictionary<string, string> facts)
    {
        var found = Hole().Replace(TextBook.Find(texts.Locale, rule) ?? texts["return.unknown"], hole => Fact(facts.GetValueOrDefault(hole.Groups["name"].Value)));
        return TooSoon(facts) is { } quick ? $"{found} {quick}" : found;
    }

    /// <summary>"2 attempts of 3, on 1 day (needs 2), 60 minutes apart or more"; <c>null</c> where something else than attempts decides.</summary>
    public string? SoFar(ReturnOption option)
    {
        if (!option.Facts.ContainsKey("attempts") || market.Returns.Find(option.Reason) is not { Proof: ReturnProof.Attempts } reason) return null;
        var attempts = texts.Count("return.so-far.attempts", Number(option.Facts, "attempts"), reason.Attempts);
        var days = texts.Count("return.so-far.days", Number(option.Facts, "days"), reason.Days);
        var soFar = texts["return.so-far", attempts, days];
        if (reason.Apart > TimeSpan.Zero)
        {
            var apart = texts.Count("return.so-far.apart", (int)reason.Apart.TotalMinutes);
            soFar = texts["return.so-far", soFar, apart];
        }

        return TooSoon(option.Facts) is { } quick ? $"{soFar}. {quick}" : soFar;
    }

    /// <summary>That tries were logged which count for nothing, so that nobody relies on them.</summary>
    private string? TooSoon(IReadOnlyDictionary<string, string> facts) =>
        Number(facts, "tooSoon") is > 0 and var quick ? texts.Count("return.too-soon", quick, Number(facts, "minutesBetween")) : null;

    private string? Detail(LeadStep step) => step.Detail is not { } detail ? null
        : TextBook.Find(texts.Locale, $"work.outcome.{detail}")
            ?? TextBook.Find(texts.Locale, $"work.progress.{detail}")
            ?? TextBook.Find(texts.Locale, $"return.state.{detail}")
            ?? market.Returns.Find(detail)?.Name.In(texts.Locale);

    /// <summary>Dates as people write them; anything else as it is.</summary>
    private string Fact(string? value) => value switch
    {
        null => "–",
        { Length: > 10 } when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => moments.Day(at),
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            day.Said(texts["when.day-format"], texts.Culture),
        _ => value,
    };

    private static int Number(IReadOnlyDictionary<string, string> facts, string name) =>
        int.TryParse(facts.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
