namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>How often what happened.</summary>
internal sealed class Outcomes
{
    private readonly Dictionary<(Type Request, string? Code), int> _answers = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public void Answered(object request, string? refusal)
    {
        var key = (request.GetType(), refusal);
        _answers[key] = _answers.GetValueOrDefault(key) + 1;
    }

    public void Saw(string what) => _seen[what] = _seen.GetValueOrDefault(what) + 1;

    public SortedDictionary<string, int> All()
    {
        var all = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (what, times) in _seen) all[what] = times;
        foreach (var ((request, code), times) in _answers) all[$"{request.Name} {code ?? "done"}"] = times;
        return all;
    }
}
