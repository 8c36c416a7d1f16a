using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Documents;

public sealed class StatementTests(BillingDatabase billing) : BillingTest(billing)
{
    private DocumentDesk Desk => new(Billing);

    [Fact]
    public async Task A_month_holds_what_was_billed_what_went_back_and_how_it_was_paid()
    {
        await Invoice(At(11, 3, 15), cents: 2900, byCredit: 1000, Purchase);
        await Invoice(At(11, 9, 15), cents: 1900);
        await Desk.Credit(Purchase, 1000, at: At(11, 10, 15), way: "credit");
        await Desk.Credit(Purchase, 500, at: At(11, 11, 15));

        var month = await Statement(2026, 11);

        month.Documents.Select(document => document.Kind).ShouldBe(
            [DocumentKind.Invoice, DocumentKind.Invoice, DocumentKind.CreditNote, DocumentKind.CreditNote]);
        (month.Billed.Cents, month.Credited.Cents).ShouldBe((3334L + 2185, 1500L));
        month.Taxes.Sum(tax => tax.Cents).ShouldBe(434 + 285 - 195);
        month.Settled.ShouldBe([new PaymentPart("card", 2334 + 2185 - 500)]); // 10.00 of credits were spent, and came back
        (month.BilledTo, month.Seller.LegalName).ShouldBe((BilledTo, "Test inc."));
    }

    [Theory]
    [InlineData("2026-11-01T03:59:59.999999Z", 10)] // 31 October, 11:59 p.m. daylight time
    [InlineData("2026-11-01T04:00:00Z", 11)]
    [InlineData("2026-11-01T05:30:00Z", 11)] // 1:30 a.m., the first of two
    [InlineData("2026-11-01T06:30:00Z", 11)] // 1:30 a.m., the second
    [InlineData("2026-04-01T03:59:59Z", 3)] // after the clocks went forward on 8 March
    [InlineData("2026-04-01T04:00:00Z", 4)]
    [InlineData("2026-03-01T04:59:59Z", 2)] // before that: midnight is at 5 a.m. UTC
    [InlineData("2026-03-01T05:00:00Z", 3)]
    public async Task A_document_is_in_the_month_that_clocks_in_Montreal_showed(string at, int month)
    {
        await Invoice(DateTimeOffset.Parse(at, null), cents: 2900);

        foreach (var other in Enumerable.Range(month, 12 - month))
            if (other <= 11) (await Statement(2026, other)).Documents.Count.ShouldBe(other == month ? 1 : 0, $"month {other}");
        if (month > 1) (await Ask(2026, month - 1)).Error.Code.ShouldBe("billing.statement-not-found");
    }

    [Fact]
    public async Task Months_add_up_to_all_documents_and_each_begins_with_the_credits_that_the_last_ended_with()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var start = At(1, 1, 5);
        var (total, tax, credits) = (0L, 0L, 0L);
        for (var i = 0; i < 60; i++)
        {
            // Every third at a month's edge, a few hours to either side of midnight.
            var at = i % 3 == 0 ? At(random.Next(2, 12), 1, random.Next(0, 11)) : start.AddMinutes(random.Next(0, 320 * 24 * 60));
            var draft = DocumentDesk.Draft(Contractor, random.Next(100, 20_000), at, byCredit: random.Next(0, 100));
            await Desk.Invoice(draft);
            total += draft.Total.Cents;
            tax += draft.Taxes.Sum(line => line.Amount.Cents);
            if (random.Next(2) == 0)
            {
                var back = random.NextInt64(1, draft.Total.Cents + 1);
                var note = await Desk.Credit(draft.Purchase, back, at: at.AddDays(random.Next(0, 10)));
                total -= back;
                tax -= note.Taxes.Sum(line => line.Amount.Cents);
            }

            credits += await Gesture(at, random.Next(1, 5_000));
        }

        var months = new List<Statement>();
        for (var month = 1; month <= 11; month++)
            if ((await Ask(2026, month)).Succeeded(out var statement)) months.Add(statement);

        months.Sum(month => month.Billed.Cents - month.Credited.Cents).ShouldBe(total, $"seed {seed}");
        months.Sum(month => month.Taxes.Sum(line => line.Cents)).ShouldBe(tax, $"seed {seed}");
        months.Sum(month => month.Settled.Sum(part => part.Cents)).ShouldBe(total, $"seed {seed}");
        months.Zip(months.Skip(1)).ShouldAllBe(pair => pair.First.ClosingCredits == pair.Second.OpeningCredits, $"seed {seed}");
        months[^1].ClosingCredits.Cents.ShouldBe(credits, $"seed {seed}");
    }

    [Fact]
    public async Task A_month_to_come_or_before_the_first_document_has_none_and_a_quiet_one_has_an_empty_one()
    {
        await Invoice(At(9, 15, 12), cents: 2900);

        (await Statement(2026, 10)).ShouldSatisfyAllConditions(
            month => month.Documents.ShouldBeEmpty(), month => month.Billed.Cents.ShouldBe(0), month => month.BilledTo.ShouldBe(BilledTo));
        foreach (var (year, month) in new[] { (2026, 8), (2026, 12), (2027, 1), (2026, 0), (2026, 13), (int.MaxValue, 1), (0, 1) })
            (await Ask(year, month)).Error.Code.ShouldBe("billing.statement-not-found", $"{year}-{month}");
    }

    private static DateTimeOffset At(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);

    private Task Invoice(DateTimeOffset at, long cents, long byCredit = 0, PurchaseId? purchase = null) =>
        Desk.Invoice(DocumentDesk.Draft(Contractor, cents, at, purchase, byCredit: byCredit));

    private async Task<long> Gesture(DateTimeOffset at, long cents)
    {
        await Desk.Work((_, ledger) => ledger.Post(
            LedgerEntry.For($"goodwill:{Guid.CreateVersion7()}", Contractor, "CAD", at).Debit(LedgerAccounts.Goodwill, cents).Credit(LedgerAccounts.Credits, cents),
            CancellationToken.None));
        return cents;
    }

    private Task<Result<Statement>> Ask(int year, int month) => Billing.Send(Buyer, new GetStatement(Contractor, year, month));

    private async Task<Statement> Statement(int year, int month) => (await Ask(year, month)).Value;
}
