using LeadMarket.Kernel;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>What is wrong with a form so far. The first thing wrong with a field is the one to tell.</summary>
internal sealed class Findings
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public void Add(string field, string code, long? limit = null)
    {
        if (!_errors.Exists(error => error.Field == field)) _errors.Add(new FieldError(field, code, limit));
    }

    /// <summary>The text fit to keep, or <c>null</c> when it is blank or refused.</summary>
    public string? Text(string field, string? typed, int maxLength, string tooLong, bool manyLines = false)
    {
        var text = PlainText.Read(typed, maxLength, manyLines);
        if (text.Fault is TextFault.TooLong) Add(field, tooLong, maxLength);
        if (text.Fault is TextFault.NotAllowed) Add(field, FieldCodes.TextNotAllowed);
        return text.Value;
    }

    /// <summary>As <see cref="Text"/>, for a field that may not be blank.</summary>
    public string? RequiredText(string field, string? typed, int maxLength, string missing, string tooLong)
    {
        var text = Text(field, typed, maxLength, tooLong);
        if (text is null) Add(field, missing);
        return text;
    }

    /// <summary>One key of a list, or <c>null</c> when it is missing or not in it.</summary>
    public string? Key(string field, string? typed, IEnumerable<string> keys, string missing, string unknown)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            Add(field, missing);
            return null;
        }

        return Known(field, typed, keys, unknown);
    }

    /// <summary>As <see cref="Key"/>, for a field that may be left blank.</summary>
    public string? OptionalKey(string field, string? typed, IEnumerable<string> keys, string unknown) =>
        string.IsNullOrWhiteSpace(typed) ? null : Known(field, typed, keys, unknown);

    private string? Known(string field, string typed, IEnumerable<string> keys, string unknown)
    {
        var key = keys.FirstOrDefault(key => string.Equals(key, typed, StringComparison.Ordinal));
        if (key is null) Add(field, unknown);
        return key;
    }
}
