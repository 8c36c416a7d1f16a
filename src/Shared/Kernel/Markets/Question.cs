namespace LeadMarket.Kernel.Markets;

/// <summary>What a contractor needs to know about a project before paying for its contact.</summary>
/// <param name="Options">Empty unless <paramref name="Kind"/> is <see cref="QuestionKind.Choice"/> or <see cref="QuestionKind.Multi"/>.</param>
/// <param name="Unit">What a number counts, shown after its field.</param>
/// <param name="Min">Least number allowed, included.</param>
/// <param name="Max">Greatest number allowed, included.</param>
/// <param name="MaxLength">Greatest number of characters of a text; always set for <see cref="QuestionKind.Text"/>.</param>
/// <param name="ShowWhen">Absent when the question is always asked.</param>
public sealed record Question(
    string Key,
    QuestionKind Kind,
    LocalizedText Label,
    LocalizedText? Hint,
    bool Required,
    IReadOnlyList<Choice> Options,
    LocalizedText? Unit,
    long? Min,
    long? Max,
    int? MaxLength,
    ShowWhen? ShowWhen);

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    /// <summary>One option.</summary>
    Choice,

    /// <summary>Any number of options.</summary>
    Multi,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>A calendar day.</summary>
    Date,
}

/// <summary>Something to pick from a list: an option of a question, a budget band, a timeline.</summary>
public sealed record Choice(string Key, LocalizedText Label);

/// <summary>Asks a question only after certain answers to an earlier one of the same service.</summary>
/// <param name="Question">Key of the earlier question, which has options.</param>
/// <param name="In">Option keys of that question, any of which shows this one.</param>
public sealed record ShowWhen(string Question, IReadOnlyList<string> In)
{
    /// <summary>Whether the option keys answered to <see cref="Question"/> call for this one; none answered does not.</summary>
    public bool Holds(IEnumerable<string> answered) => answered.Any(option => In.Contains(option, StringComparer.Ordinal));
}
