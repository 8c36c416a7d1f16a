using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>One answered question, in words.</summary>
public sealed record AnswerLine(string Question, string Answer);

/// <summary>Puts the keys of a listing or a request into the words of the market file.</summary>
public sealed class ListingWords(Market market, Texts texts)
{
    public string Service(BoardItem item) => Service(item.Service);

    /// <summary>A key that has left the market file is shown as it stands: an old lead stays readable.</summary>
    public string Service(string key) => market.FindService(key)?.Name.In(texts.Locale) ?? key;

    public string Icon(BoardItem item) => market.FindService(item.Service)?.Icon ?? "home";

    public string Region(BoardItem item) => Region(item.Region);

    public string Region(string key) => market.FindRegion(key)?.Name.In(texts.Locale) ?? key;

    public string Budget(BoardItem item) => Budget(item.Budget);

    public string Budget(string key) => Label(market.Budgets, key);

    public string Timeline(BoardItem item) => Timeline(item.Timeline);

    public string Timeline(string key) => Label(market.Timelines, key);

    public string Place(BoardItem item) => Place(item.Area, item.PostalPrefix);

    /// <summary>The place by name, with its postal prefix. A line breaks after the dot, never before it.</summary>
    public static string Place(string area, string prefix) => $"{area}\u00a0· {prefix}";

    public IEnumerable<AnswerLine> Answers(BoardItem item) => Answers(item.Service, item.Answers);

    /// <summary>Answers in the order their questions are asked.</summary>
    public IEnumerable<AnswerLine> Answers(string serviceKey, IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
    {
        if (market.FindService(serviceKey) is not { } service) yield break;

        foreach (var question in service.Questions)
        {
            if (!answers.TryGetValue(question.Key, out var given) || given.Count == 0) continue;
            yield return new AnswerLine(question.Label.In(texts.Locale), Answer(question, given));
        }
    }

    /// <summary>When a homeowner wants to be called; any time when they did not say.</summary>
    public string CallHours(IReadOnlyList<string> hours) =>
        hours.Count == 0 ? texts["contact.call-hours.any"] : string.Join(" · ", hours.Select(hour => Label(market.Intake.CallHours, hour)));

    private string Answer(Question question, IReadOnlyList<string> given) => question.Kind switch
    {
        QuestionKind.Choice or QuestionKind.Multi => string.Join(", ", given.Select(key => Label(question.Options, key))),
        QuestionKind.Number when long.TryParse(given[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
            WithUnit(number, question),
        QuestionKind.Date when DateOnly.TryParseExact(given[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            day.Said(texts["when.day-format"], texts.Culture),
        _ => given[0],
    };

    private string WithUnit(long number, Question question)
    {
        var written = number.ToString("N0", texts.Culture);
        return question.Unit?.In(texts.Locale) switch
        {
            null => written,
            AmountText.Dollar => new Money(checked(number * 100), market.Currency).Short(texts.Locale),
            var unit => $"{written}\u00a0{unit}",
        };
    }

    private string Label(IReadOnlyList<Choice> choices, string key) =>
        choices.FirstOrDefault(choice => string.Equals(choice.Key, key, StringComparison.Ordinal))?.Label.In(texts.Locale) ?? key;
}
