namespace LeadMarket.Web.Presentation;

/// <summary>One option of a <see cref="ChoiceField"/>.</summary>
/// <param name="Detail">A second, quieter line.</param>
public sealed record ChoiceOption(string Value, string Label, string? Detail = null, string? Icon = null);

/// <summary>A question answered by picking: radio buttons for one, checkboxes for several. Shown by <c>_Choices</c>.</summary>
/// <param name="Legend">The question.</param>
/// <param name="Name">The name it is posted under.</param>
/// <param name="ErrorName">The name under which errors know it.</param>
public sealed record ChoiceField(
    string Legend, string Name, string ErrorName, IReadOnlyList<ChoiceOption> Options, IReadOnlyCollection<string> Chosen, FormErrors Errors)
{
    public bool Several { get; init; }

    public string? Hint { get; init; }

    public bool Optional { get; init; }

    /// <summary>The legend is the page's own h1, so it is hidden from sight but not from a screen reader.</summary>
    public bool LegendIsHeading { get; init; }

    /// <summary><c>columns</c> sets short options side by side, <c>pairs</c> longer ones two by two; <c>cards</c> gives icons and details room.</summary>
    public string? Layout { get; init; }
}
