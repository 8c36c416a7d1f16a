using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <param name="From">Whose money: <c>card</c>, <c>bank</c>, <c>credits</c> or <c>purchase</c>.</param>
internal readonly record struct BookedMove(PurchaseId Purchase, string From, string To, long Cents);

/// <summary>Where the money of purchases went. That its own books balance and are only added to, Billing keeps: see Market.Tests.</summary>
internal sealed class Books
{
    private readonly List<BookedMove> _moves = [];
    private readonly Dictionary<PurchaseId, long> _kept = [];

    public IReadOnlyList<BookedMove> Moves => _moves;

    /// <summary>What a purchase holds now: captured and spent, less what went back.</summary>
    public long KeptOf(PurchaseId purchase) => _kept.GetValueOrDefault(purchase);

    public void Move(PurchaseId purchase, string from, string to, long cents)
    {
        _moves.Add(new BookedMove(purchase, from, to, cents));
        if (to is "purchase") _kept[purchase] = KeptOf(purchase) + cents;
        if (from is "purchase") _kept[purchase] = KeptOf(purchase) - cents;
    }
}
