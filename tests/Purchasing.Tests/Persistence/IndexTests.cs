using LeadMarket.Purchasing.Infrastructure.Queries;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>What is asked all day is found by an index. That a partial one serves a query is PostgreSQL's to prove, and easily lost.</summary>
[Collection(OnPostgres.Name)]
public sealed class IndexTests(PurchasingDatabase database)
{
    [Theory]
    [InlineData("unlocks_bought", $"select u.id {MyLeadRows.From} order by u.paid_at desc, u.id desc limit 20")]
    [InlineData("unlocks_of_listing", "select sum(bit_count(slots::bit(3))) from purchasing.unlocks where listing_id = @contractor and paid_at is not null and state <> 'refunded'")]
    [InlineData("unlocks_held", "select count(*) from purchasing.unlocks where contractor_id = @contractor and state in ('reserved', 'opening', 'open', 'processing', 'cancelling')")]
    public async Task A_question_of_every_day_is_answered_by_its_index(string index, string sql)
    {
        // Few rows are read faster whole and sorted: forbidden, what is left is whether the index can serve at all.
        var plan = await database.Truth<string>($"set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off; explain (format json) {sql}", new { contractor = Guid.NewGuid() });

        plan.ShouldContain($"\"{index}\"");
    }
}
