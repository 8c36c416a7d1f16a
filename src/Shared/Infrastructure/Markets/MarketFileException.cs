namespace LeadMarket.Infrastructure.Markets;

/// <summary>The market file cannot be used; says everything that is wrong with it, so that one round mends it.</summary>
public sealed class MarketFileException(IReadOnlyList<MarketProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>At least one, in the order of the file.</summary>
    public IReadOnlyList<MarketProblem> Problems { get; } = problems;
}

/// <summary>One mistake in a market file or in the postal areas it names.</summary>
/// <param name="Key">Where in the structure: <c>services[0].questions[1].label.en</c>.</param>
/// <param name="Allowed">What would have been right.</param>
public sealed record MarketProblem(string File, int Line, int Column, string Key, string What, string Allowed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column} {Key}: {What}; allowed: {Allowed}";
}
