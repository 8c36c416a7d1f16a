namespace LeadMarket.Billing.Domain.Documents;

/// <summary>The figures of a document, in cents, in the order they stand on it.</summary>
/// <param name="Lines">Before discount and tax; negative for unused time given back.</param>
/// <param name="Discount">Taken off before tax; zero or more.</param>
/// <param name="Taxes">Each zero or more.</param>
internal sealed record DocumentAmounts(IReadOnlyList<long> Lines, long Discount, IReadOnlyList<long> Taxes)
{
    public long Subtotal => Lines.Sum();

    public long Net => Subtotal - Discount;

    public long Tax => Taxes.Sum();

    public long Total => Net + Tax;

    /// <summary>What these are more than others of the same document.</summary>
    public DocumentAmounts Less(DocumentAmounts other) =>
        new(Less(Lines, other.Lines), Discount - other.Discount, Less(Taxes, other.Taxes));

    private static long[] Less(IReadOnlyList<long> cents, IReadOnlyList<long> others) => [.. cents.Zip(others, (left, right) => left - right)];
}
