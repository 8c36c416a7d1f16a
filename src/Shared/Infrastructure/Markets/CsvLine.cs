using System.Text;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>One line of a comma-separated file (RFC 4180, without line breaks inside a field).</summary>
internal static class CsvLine
{
    /// <summary>The fields, or <c>null</c> when a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) Next();
            else field.Append(line[i]);
        }

        Next();
        return quoted ? null : fields;

        void Next()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
