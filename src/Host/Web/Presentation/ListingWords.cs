using System.Globalization;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>One answered question, in words.</summary>
public sealed record AnswerLine(string Question, string Answer);

/// <summary>Puts a listing's keys into the words of the market file.</summary>
public sealed class ListingWords(Market market, Texts texts)
{
    /// <summary>A key that has left the market file is shown as it stands: an old lead stays readable.</summary>
    public string Service(BoardItem item) => market.FindService(item.Service)?.Name.In(texts.Locale) ?? item.Service;

    public string Icon(BoardItem item) => market.FindService(item.Service)?.Icon ?? "home";

    public string Region(BoardItem item) => market.FindRegion(item.Region)?.Name.In(texts.Locale) ?? item.Region;

    public string Budget(BoardItem item) => Label(market.Budgets, item.Budget);

    public string Timeline(BoardItem item) => Label(market.Timelines, item.Timeline);

    /// <summary>The place by name, with its postal prefix. A line breaks after the dot, never before it.</summary>
    public string Place(BoardItem item) => $"{item.Area}\u00a0· {item.PostalPrefix}";

    /// <summary>Answers in the order their questions are asked.</summary>
    public IEnumerable<AnswerLine> Answers(BoardItem item)
    {
        if (market.FindService(item.Service) is not { } service) yield break;

        foreach (var question in service.Questions)
        {
            if (!item.Answers.TryGetValue(question.Key, out var given) || given.Count == 0) continue;
            yield return new AnswerLine(question.Label.In(texts.Locale), Answer(question, given));
        }
    }

    private string Answer(Question question, IReadOnlyList<string> given) => question.Kind switch
    {
        QuestionKind.Choice or QuestionKind.Multi => string.Join(", ", given.Select(key => Label(question.Options, key))),
        QuestionKind.Number when long.TryParse(given[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
            WithUnit(number.ToString("N0", texts.Culture), question),
        QuestionKind.Date when DateOnly.TryParseExact(given[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            day.ToString(texts["when.day-format"], texts.Culture),
        _ => given[0],
    };

    private string WithUnit(string number, Question question) =>
        question.Unit is { } unit ? $"{number}\u00a0{unit.In(texts.Locale)}" : number;

    private string Label(IReadOnlyList<Choice> choices, string key) =>
        choices.FirstOrDefault(choice => string.Equals(choice.Key, key, StringComparison.Ordinal))?.Label.In(texts.Locale) ?? key;
}
