using Dapper;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>One of the board's orders: by a rank if there is one, lowest first, then by age, then by id, so that no two leads are level.</summary>
/// <param name="Rank">In SQL. Reads <c>@budgets</c>: the market's, smallest first.</param>
/// <param name="RankOf">The same of a row that was read.</param>
/// <param name="OldestFirst">Within a rank.</param>
internal sealed record BoardOrder(string? Rank, Func<BoardRow, int> RankOf, bool OldestFirst = false)
{
    /// <summary>The order, from where the page before ended.</summary>
    public string Where => Rank is null
        ? $"(@afterTime::timestamptz is null or {Later})"
        : $"(@afterTime::timestamptz is null or {Rank} > @afterRank or ({Rank} = @afterRank and {Later}))";

    public string OrderBy => (Rank is null ? "" : $"{Rank}, ") + (OldestFirst ? "l.listed_at, l.id" : "l.listed_at desc, l.id desc");

    private string Later => $"(l.listed_at, l.id) {(OldestFirst ? '>' : '<')} (@afterTime, @afterId)";

    public static BoardOrder By(BoardSort sort, Market market)
    {
        var budgets = Budgets(market);
        return sort switch
        {
            BoardSort.Oldest => new(Rank: null, _ => 0, OldestFirst: true),
            // What is in no market any more, and what is still to be discussed, has place 0 and comes last.
            BoardSort.Budget => new("-coalesce(array_position(@budgets::text[], l.budget), 0)", row => -(Array.IndexOf(budgets, row.Budget) + 1)),
            BoardSort.Competition => new("bit_count(l.slots::bit(3))::int", row => row.SlotsTaken),
            _ => new(Rank: null, _ => 0),
        };
    }

    public static void Add(DynamicParameters parameters, Market market, BoardCursor? after) => parameters.AddDynamicParams(new
    {
        budgets = Budgets(market), afterRank = after?.Rank ?? 0, afterTime = after?.ListedAt, afterId = after?.Id,
    });

    private static string[] Budgets(Market market) => [.. market.Budgets.Select(choice => choice.Key).Where(key => key != market.Intake.DefaultBudget)];
}
