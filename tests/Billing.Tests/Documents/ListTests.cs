using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Documents;

public sealed class ListTests(BillingDatabase billing) : BillingTest(billing)
{
    private DocumentDesk Desk => new(Billing);

    [Fact]
    public async Task Pages_hold_every_document_once_newest_first_though_many_have_one_instant()
    {
        for (var i = 0; i < 45; i++) await Issue(Billing.Clock.Now.AddMinutes(-(i / 10)));

        var (all, cursor, pages) = (new List<DocumentSummary>(), (string?)null, 0);
        do
        {
            var page = await List(null, cursor);
            page.Total.ShouldBe(45);
            all.AddRange(page.Items);
            (cursor, pages) = (page.NextCursor, pages + 1);
        }
        while (cursor is not null);

        pages.ShouldBe(3);
        all.Select(document => document.Id).Distinct().Count().ShouldBe(45);
        all.Select(document => document.IssuedAt).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("////////////////////////////////")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unreadable_cursor_starts_at_the_top(string cursor)
    {
        await Issue(Billing.Clock.Now);
        (await List(null, cursor)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Years_and_months_are_those_of_the_market_s_calendar()
    {
        // New Year's Eve at 11:30 p.m. in Montréal is the next year in UTC already.
        await Issue(new DateTimeOffset(2026, 1, 1, 4, 30, 0, TimeSpan.Zero));
        await Issue(new DateTimeOffset(2026, 1, 1, 5, 30, 0, TimeSpan.Zero));
        await Issue(new DateTimeOffset(2026, 7, 1, 3, 59, 59, TimeSpan.Zero));

        var all = await List();
        all.Years.ShouldBe([2026, 2025]);
        all.Months.ShouldBe([new StatementMonth(2026, 6), new StatementMonth(2026, 1), new StatementMonth(2025, 12)]);

        (await List(2026)).Total.ShouldBe(2);
        var before = await List(2025);
        (before.Total, before.Items.Count, before.Years.Count).ShouldBe((1, 1, 2));
        (await List(2024)).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public async Task A_year_that_no_calendar_has_holds_all(int year)
    {
        await Issue(Billing.Clock.Now);
        (await List(year)).Total.ShouldBe(1);
    }

    private Task Issue(DateTimeOffset at) => Desk.Invoice(DocumentDesk.Draft(Contractor, 2900, at));

    private async Task<DocumentPage> List(int? year = null, string? cursor = null) =>
        (await Billing.Send(Buyer, new ListDocuments(Contractor, year, cursor))).Value;
}
