using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <param name="Account">Whose money: <c>card</c>, <c>bank</c>, <c>credits</c> or <c>purchase</c>.</param>
internal readonly record struct BookLine(PurchaseId Purchase, string Account, long Cents);

/// <summary>Double-entry books that are only ever added to.</summary>
internal sealed class Books
{
    private readonly List<BookLine> _lines = [];
    private readonly Dictionary<PurchaseId, long> _kept = [];

    public IReadOnlyList<BookLine> Lines => _lines;

    /// <summary>What a purchase holds now: captured and spent, less what went back.</summary>
    public long KeptOf(PurchaseId purchase) => _kept.GetValueOrDefault(purchase);

    public void Move(PurchaseId purchase, string from, string to, long cents)
    {
        _lines.Add(new BookLine(purchase, from, -cents));
        _lines.Add(new BookLine(purchase, to, cents));
        if (to is "purchase") _kept[purchase] = KeptOf(purchase) + cents;
        if (from is "purchase") _kept[purchase] = KeptOf(purchase) - cents;
    }
}
