using LeadMarket.Kernel;

namespace LeadMarket.Web.Presentation;

/// <summary>One field that was refused.</summary>
/// <param name="Words">What stands beside the field.</param>
/// <param name="Line">What stands in the summary, where the field's own label is out of sight.</param>
public sealed record FormError(string Field, string Words, string Line);

/// <summary>What a form was refused for: beside each field, and in the summary above.</summary>
public sealed class FormErrors
{
    public static readonly FormErrors None = new([], null);

    private FormErrors(IReadOnlyList<FormError> fields, string? general)
    {
        Fields = fields;
        General = general;
    }

    /// <summary>A refusal that no single field explains.</summary>
    public string? General { get; }

    public bool Any => Fields.Count > 0 || General is not null;

    public IReadOnlyList<FormError> Fields { get; }

    /// <summary>The words beside a field, or <c>null</c>.</summary>
    public string? this[string field] =>
        Fields.FirstOrDefault(error => string.Equals(error.Field, field, StringComparison.OrdinalIgnoreCase))?.Words;

    /// <param name="nameOf">The field's name for words that do not name it themselves, or <c>null</c>.</param>
    public static FormErrors From(Error error, Texts texts, Func<FieldError, string?> nameOf) => error.Fields.Count > 0
        ? new([.. error.Fields.DistinctBy(field => field.Field, StringComparer.OrdinalIgnoreCase).Select(field => Of(field, texts, nameOf(field)))], null)
        : new([], texts.For(error));

    /// <summary>The element id of a field, so that the summary can lead to it.</summary>
    public static string IdOf(string field) => "f-" + field.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    private static FormError Of(FieldError field, Texts texts, string? name)
    {
        var words = texts.For(field);
        // A question needs no colon after its mark.
        var line = name is null ? words : name.EndsWith('?') ? $"{name} {words}" : texts["form.error-line", name, words];
        return new FormError(field.Field, words, line);
    }
}
