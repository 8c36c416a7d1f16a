using System.Globalization;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

using Answers = IReadOnlyDictionary<string, IReadOnlyList<string>>;

/// <summary>The questions that a service asks, judged in the order they are asked.</summary>
/// <param name="today">Where the market is.</param>
internal sealed class AnswerRules(DateOnly today)
{
    private const int LongestNumber = 30;

    /// <summary>The answers to the questions that are shown. An answer to a hidden one is left out without a word:
    /// the homeowner changed their mind further up, and the page no longer shows it.</summary>
    public Answers Check(Service service, Answers? typed, Findings findings)
    {
        var accepted = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var question in service.Questions.Where(question => IsShown(question, accepted)))
        {
            var answer = new Answer(question, Given(question.Key, typed), findings);
            if (answer.Values.Count > 0 && Read(answer) is { } kept) accepted.Add(question.Key, kept);
            else if (answer.Values.Count == 0 && question.Required) answer.Refuse(FieldCodes.AnswerMissing);
        }

        // The name of an unknown question is a stranger's text: it is not sent back.
        if (typed is not null && typed.Keys.Any(key => service.FindQuestion(key) is null)) findings.Add("answers", FieldCodes.QuestionUnknown);
        return accepted;
    }

    private static bool IsShown(Question question, Answers accepted) =>
        question.ShowWhen is not { } condition || condition.Holds(accepted.GetValueOrDefault(condition.Question) ?? []);

    // A page posts an untouched field as one blank value; JSON may hold nulls anywhere.
    private static IReadOnlyList<string> Given(string question, Answers? typed) =>
        typed?.GetValueOrDefault(question)?.Where(value => !string.IsNullOrWhiteSpace(value)).ToList() ?? [];

    private IReadOnlyList<string>? Read(Answer answer)
    {
        if (answer.Question.Kind is QuestionKind.Multi) return Options(answer);
        if (answer.Values.Count > 1) return answer.Refuse(FieldCodes.AnswerTooMany);
        return answer.Question.Kind switch
        {
            QuestionKind.Choice => Options(answer),
            QuestionKind.Number => Number(answer),
            QuestionKind.Date => Date(answer),
            QuestionKind.Text => Text(answer),
            _ => throw new InvalidOperationException($"No rule for a question of kind {answer.Question.Kind}."),
        };
    }

    private static IReadOnlyList<string>? Options(Answer answer)
    {
        var options = answer.Question.Options.Select(option => option.Key).ToHashSet(StringComparer.Ordinal);
        var chosen = answer.Values.Distinct(StringComparer.Ordinal).ToList();
        return chosen.TrueForAll(options.Contains) ? chosen : answer.Refuse(FieldCodes.AnswerUnknown);
    }

    private static IReadOnlyList<string>? Number(Answer answer)
    {
        var typed = answer.Values[0];
        if (typed.Length > LongestNumber) return answer.Refuse(FieldCodes.AnswerNotANumber);

        // "1 500", with any of the spaces that French writing puts between thousands.
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return answer.Refuse(FieldCodes.AnswerNotANumber);
        if (number < answer.Question.Min) return answer.Refuse(FieldCodes.AnswerTooSmall, answer.Question.Min);
        if (number > answer.Question.Max) return answer.Refuse(FieldCodes.AnswerTooLarge, answer.Question.Max);
        return [number.ToString(CultureInfo.InvariantCulture)];
    }

    private IReadOnlyList<string>? Date(Answer answer)
    {
        const string iso = "yyyy-MM-dd";
        if (!DateOnly.TryParseExact(answer.Values[0], iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return answer.Refuse(FieldCodes.AnswerNotADate);
        if (date < today) return answer.Refuse(FieldCodes.AnswerInPast);
        return [date.ToString(iso, CultureInfo.InvariantCulture)];
    }

    private static IReadOnlyList<string>? Text(Answer answer)
    {
        var limit = answer.Question.MaxLength ?? throw new InvalidOperationException($"The text question {answer.Question.Key} has no greatest length.");
        if (answer.Text(limit) is not { } text) return null;
        return ContactInText.IsIn(text) ? answer.Refuse(FieldCodes.AnswerHoldsContact) : [text];
    }

    private sealed record Answer(Question Question, IReadOnlyList<string> Values, Findings Findings)
    {
        private string Field => $"answers.{Question.Key}";

        public IReadOnlyList<string>? Refuse(string code, long? limit = null)
        {
            Findings.Add(Field, code, limit);
            return null;
        }

        public string? Text(int limit) => Findings.Text(Field, Values[0], limit, FieldCodes.AnswerTooLong, manyLines: true);
    }
}
