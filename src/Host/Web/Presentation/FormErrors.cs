using LeadMarket.Kernel;

namespace LeadMarket.Web.Presentation;

/// <summary>What a form was refused for: beside each field, and in the summary above.</summary>
public sealed class FormErrors
{
    public static readonly FormErrors None = new([], null);

    private readonly IReadOnlyList<(string Field, string Words)> _fields;

    private FormErrors(IReadOnlyList<(string Field, string Words)> fields, string? general)
    {
        _fields = fields;
        General = general;
    }

    /// <summary>A refusal that no single field explains.</summary>
    public string? General { get; }

    public bool Any => _fields.Count > 0 || General is not null;

    public IReadOnlyList<(string Field, string Words)> Fields => _fields;

    /// <summary>The words beside a field, or <c>null</c>.</summary>
    public string? this[string field] =>
        _fields.Where(entry => string.Equals(entry.Field, field, StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Words).FirstOrDefault();

    public static FormErrors From(Error error, Texts texts) => error.Fields.Count > 0
        ? new([.. error.Fields.Select(field => (field.Field, texts.For(field))).DistinctBy(entry => entry.Item1, StringComparer.OrdinalIgnoreCase)], null)
        : new([], texts.For(error));

    /// <summary>The element id of a field, so that the summary can lead to it.</summary>
    public static string IdOf(string field) => "f-" + field.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
