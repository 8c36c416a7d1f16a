namespace LeadMarket.Kernel.Markets;

/// <summary>One kind of project a homeowner can ask quotes for.</summary>
/// <param name="Slug">The service's part of a page address, in each language.</param>
/// <param name="Icon">Key of an icon in the product's own stroke set.</param>
/// <param name="Questions">In the order they are asked; a condition only looks at questions before it.</param>
public sealed record Service(
    string Key,
    LocalizedText Slug,
    LocalizedText Name,
    LocalizedText Summary,
    string Icon,
    IReadOnlyList<Question> Questions)
{
    /// <summary>How its leads are sold; null: as the market sells.</summary>
    public SellingMode? Mode { get; init; }

    /// <summary>What an exclusive lead of it costs, before tax; null: the market's exclusive price.</summary>
    public Money? ExclusivePrice { get; init; }

    /// <summary>The question with this key, or <c>null</c>.</summary>
    public Question? FindQuestion(string key) =>
        Questions.FirstOrDefault(question => question.Key == key);
}
