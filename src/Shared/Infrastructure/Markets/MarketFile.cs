using LeadMarket.Infrastructure.Markets.Yaml;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>The file being read: what every section needs to know, and the mistakes found so far.</summary>
internal sealed class MarketFile(string path)
{
    private readonly List<MarketProblem> _problems = [];

    public string Path { get; } = path;

    /// <summary>The languages in which every text must be written; known once the first keys are read.</summary>
    public IReadOnlyList<string> Locales { get; set; } = [];

    public void Refuse(Node at, string what, string allowed) =>
        _problems.Add(new MarketProblem(Path, at.Line, at.Column, at.Key, what, allowed));

    public void Refuse(MarketProblem problem) => _problems.Add(problem);

    public void ThrowIfRefused()
    {
        if (_problems.Count == 0) return;
        throw new MarketFileException([.. _problems
            .OrderBy(problem => problem.File != Path)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column)]);
    }
}
