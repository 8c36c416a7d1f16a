using LeadMarket.Billing.Domain.Subscriptions;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class BillWordingTests
{
    [Theory]
    [InlineData("fr", "Forfait pro, du 1er octobre 2026 au 1er novembre 2026")]
    [InlineData("en", "pro plan, October 1, 2026 to November 1, 2026")]
    public void A_month_that_begins_on_the_first_is_written_as_people_say_it(string locale, string line)
    {
        // Midnight in Montréal, before and after the clocks change.
        var (from, until) = (new DateTimeOffset(2026, 10, 1, 4, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 1, 4, 0, 0, TimeSpan.Zero));
        var catalogue = new PlanCatalogue([], []);

        var lines = BillWording.Lines([new BillLine(4900, [], "pro", from, until, IsProration: false)], catalogue, TestMarket.Create());

        lines.ShouldHaveSingleItem().Text[locale].ShouldBe(line);
    }
}
