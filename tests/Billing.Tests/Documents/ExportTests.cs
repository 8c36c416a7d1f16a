using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Documents;

public sealed class ExportTests(BillingDatabase billing) : BillingTest(billing)
{
    private DocumentDesk Desk => new(Billing);

    [Fact]
    public async Task Rows_add_up_to_what_the_ledger_says_of_sales_taxes_card_and_credits()
    {
        await Grant(5_000);
        var random = new Random(2019);
        for (var i = 0; i < 6; i++) await SellAndGiveBack(random, useCredits: i % 2 == 0);

        var own = (await Billing.Send(Buyer, new ListDocuments(Contractor))).Value.Items.Select(document => document.Number).ToHashSet(StringComparer.Ordinal);
        var today = new DateOnly(2026, 11, 21);
        var rows = (await Export(today, today)).Where(row => own.Contains(row.Number)).ToList();

        rows.Count.ShouldBe(own.Count);
        (await Ledger(LedgerAccounts.LeadSales)).ShouldBe(-rows.Sum(row => row.NetCents));
        (await Ledger(LedgerAccounts.Tax("gst"))).ShouldBe(-rows.Sum(row => row.TaxCents["gst"]));
        (await Ledger(LedgerAccounts.Tax("qst"))).ShouldBe(-rows.Sum(row => row.TaxCents["qst"]));
        (await Ledger(LedgerAccounts.Stripe)).ShouldBe(rows.Sum(row => row.CardCents));
        (await Ledger(LedgerAccounts.Credits) + await Ledger(LedgerAccounts.Goodwill)).ShouldBe(rows.Sum(row => row.CreditCents));
        rows.ShouldAllBe(row => row.NetCents + row.TaxCents.Values.Sum() == row.TotalCents);
        rows.ShouldAllBe(row => row.CardCents + row.CreditCents + row.BalanceCents == row.TotalCents);
        rows.ShouldAllBe(row => (row.Kind == DocumentKind.CreditNote) == (row.Corrects != null));
        rows.ShouldAllBe(row => (row.Kind == DocumentKind.CreditNote) == (row.TotalCents < 0));
    }

    [Fact]
    public async Task A_day_is_the_market_s_and_both_ends_are_in_it()
    {
        var numbers = new List<string>();
        foreach (var at in new[] { "2018-07-01T03:59:59Z", "2018-07-01T04:00:00Z", "2018-08-01T03:59:59Z", "2018-08-01T04:00:00Z" })
            numbers.Add((await Desk.Invoice(DocumentDesk.Draft(Contractor, 2900, DateTimeOffset.Parse(at, null)))).Number);

        var july = await Export(new DateOnly(2018, 7, 1), new DateOnly(2018, 7, 31));

        july.Select(row => (row.Number, row.Day)).ShouldBe([(numbers[1], new DateOnly(2018, 7, 1)), (numbers[2], new DateOnly(2018, 7, 31))]);
        july[0].ShouldSatisfyAllConditions(
            row => row.Company.ShouldBe(BilledTo.Company), row => row.Email.ShouldBe(BilledTo.Email), row => row.Currency.ShouldBe("CAD"),
            row => row.TotalCents.ShouldBe(3334));
    }

    [Fact]
    public async Task A_year_is_the_longest_and_a_period_that_ends_before_it_begins_is_refused()
    {
        (await Send(new DateOnly(2016, 1, 1), new DateOnly(2017, 1, 1))).IsFailure.ShouldBeFalse();
        foreach (var (from, to) in new[]
        {
            (new DateOnly(2016, 1, 1), new DateOnly(2017, 1, 2)), (new DateOnly(2016, 1, 2), new DateOnly(2016, 1, 1)),
            (DateOnly.MinValue, DateOnly.MinValue), (DateOnly.MaxValue, DateOnly.MaxValue),
        })
            (await Send(from, to)).Error.Code.ShouldBe("billing.period-invalid", $"{from} to {to}");
    }

    // A part goes back as credits, then perhaps all that is left to where it came from.
    private async Task SellAndGiveBack(Random random, bool useCredits)
    {
        var purchase = new PurchaseId(Guid.CreateVersion7());
        (await Open(Charge(discount: random.Next(0, 2_000)), useCredits, purchase)).IsFailure.ShouldBeFalse();
        if (Stripe.Sessions.Values.Any(session => session.Purchase == purchase)) await Pay(purchase);
        await Billing.Deliver();
        await GiveBack(purchase, "goodwill-1", RefundWay.Credit, random.Next(1, 500));
        if (random.Next(2) == 0) await GiveBack(purchase, "return", RefundWay.Card, null);
    }

    private async Task GiveBack(PurchaseId purchase, string cause, RefundWay way, long? cents)
    {
        (await Billing.Send(Actor.System, new RefundPurchase(purchase, cause, way, cents))).IsFailure.ShouldBeFalse();
        await Billing.Deliver();
    }

    private Task<long> Ledger(string account) => Billing.Truth<long>(
        """
        select coalesce(sum(l.cents), 0)::bigint
        from billing.ledger_lines l
        join billing.ledger_entries e on e.id = l.entry_id
        where l.account = @account and e.contractor_id = @contractor
        """,
        new { account, contractor = Contractor.Value });

    private Task<Result<IReadOnlyList<AccountingRow>>> Send(DateOnly from, DateOnly to) => Billing.Send(Actor.Staff, new ExportDocuments(from, to));

    private async Task<IReadOnlyList<AccountingRow>> Export(DateOnly from, DateOnly to) => (await Send(from, to)).Value;
}
