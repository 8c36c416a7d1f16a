using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads one of a service's <c>questions</c>, whose keys depend on its kind.</summary>
internal static class QuestionSection
{
    private const long Most = 1_000_000_000;
    private const int LongestText = 2000;

    private static readonly Dictionary<string, QuestionKind> Kinds =
        Enum.GetValues<QuestionKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static Question Read(Section question, IReadOnlyList<Question> earlier)
    {
        var kind = Kinds[question.OneOf("kind", Kinds.Keys)];
        var (min, max) = kind is QuestionKind.Number ? Bounds(question) : (null, null);
        return new Question(
            Key: question.Key(),
            Kind: kind,
            Label: question.Localized("label"),
            Hint: question.OptionalLocalized("hint"),
            Required: question.Flag("required"),
            Options: kind is QuestionKind.Choice or QuestionKind.Multi ? question.List("options", ReadChoice, atLeast: 2) : [],
            Unit: kind is QuestionKind.Number ? question.OptionalLocalized("unit") : null,
            Min: min,
            Max: max,
            MaxLength: kind is QuestionKind.Text ? question.Whole("maxLength", 1, LongestText) : null,
            ShowWhen: question.OptionalInner("showWhen", when => ReadCondition(when, earlier)));
    }

    /// <summary>A key and a label: an option, a budget band, a timeline.</summary>
    public static Choice ReadChoice(Section choice) => new(choice.Key(), choice.Localized("label"));

    private static (long? Min, long? Max) Bounds(Section question)
    {
        var min = question.OptionalWhole("min", -Most, Most);
        var max = question.OptionalWhole("max", -Most, Most);
        if (min > max) question.Refuse("max", $"{max} is less than min", $"{min} or more");
        return (min, max);
    }

    private static ShowWhen ReadCondition(Section when, IReadOnlyList<Question> earlier)
    {
        var key = when.Text("question");
        var options = when.Words("in");
        var candidates = earlier.Where(question => question.Options.Count > 0).ToList();
        if (candidates.Find(question => question.Key == key) is { } asked)
            RefuseUnknownOptions(when, options, asked);
        else if (key.Length > 0)
            when.Refuse("question", $"'{key}' is not an earlier question with options",
                candidates.Count == 0 ? "no showWhen on a service's first question with options" : string.Join(", ", candidates.Select(question => question.Key)));
        return new ShowWhen(key, [.. options.Select(option => option.Value)]);
    }

    private static void RefuseUnknownOptions(Section when, IEnumerable<TextNode> options, Question asked)
    {
        foreach (var option in options.Where(option => asked.Options.All(known => known.Key != option.Value)))
            when.File.Refuse(option, $"'{option.Value}' is not an option of {asked.Key}",
                string.Join(", ", asked.Options.Select(known => known.Key)));
    }
}
