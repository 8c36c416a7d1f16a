using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Tests.Documents;

/// <summary>Every price from a cent to $1,000 against a table that PostgreSQL makes with its own decimals (<c>numeric</c>,
/// whose round() takes half away from zero), which know nothing of the product's parts per million.</summary>
public sealed class TaxTableTests(BillingDatabase billing) : BillingTest(billing)
{
    private const int Prices = 100_000;

    // Back is how much of each price's total goes back first: any amount from a cent to all of it, by a stride that hits no pattern.
    private const string Table = """
        with prices as (select c, round(c * 0.05) as gst, round(c * 0.09975) as qst from generate_series(1, 100000) c),
        totals as (select *, gst + qst as tax, c + gst + qst as total, 1 + (c::bigint * 7919) % (c + gst + qst) as back from prices),
        credits as (select *, round(tax * back / total) as tax_back from totals),
        split as (select *, case when tax = 0 then 0 else round(gst * tax_back / tax) end as gst_back from credits)
        """;

    [Fact]
    public async Task Taxes_and_totals_agree_for_every_price_and_sum_exactly()
    {
        var (gst, qst, total) = await Billing.Truth<(long[], long[], long[])>($"{Table} select {Column("gst")}, {Column("qst")}, {Column("total")} from split");

        for (var cents = 1; cents <= Prices; cents++)
        {
            var (invoice, expected) = (Invoice(cents), (total[cents - 1], gst[cents - 1], qst[cents - 1]));
            Agree((invoice.Total, invoice.Taxes[0], invoice.Taxes[1]), expected, cents);
            if (total[cents - 1] < LeadPricing.LeastCharge) continue;

            var charge = LeadPricing.Charge(new Money(cents, "CAD"), 0, TestMarket.Taxes).Value;
            Agree((charge.Total.Cents, charge.Taxes[0].Amount.Cents, charge.Taxes[1].Amount.Cents), expected, cents);
        }
    }

    [Fact]
    public async Task Credit_notes_agree_for_every_price_and_what_is_left_reverses_the_rest()
    {
        var (back, net, gst, qst) = await Billing.Truth<(long[], long[], long[], long[])>(
            $"{Table} select {Column("back")}, {Column("back - tax_back")}, {Column("gst_back")}, {Column("tax_back - gst_back")} from split");

        for (var cents = 1; cents <= Prices; cents++)
        {
            var (invoice, sent) = (Invoice(cents), back[cents - 1]);
            var first = CreditSplit.Of(invoice, 0, sent);
            Agree((first.Lines[0], first.Taxes[0], first.Taxes[1]), (net[cents - 1], gst[cents - 1], qst[cents - 1]), cents);
            if (sent == invoice.Total) continue;

            var rest = CreditSplit.Of(invoice, sent, invoice.Total - sent);
            Agree(Sum(first, rest), (invoice.Lines[0], invoice.Taxes[0], invoice.Taxes[1]), cents);
            if (rest.Lines[0] < 0 || rest.Taxes[0] < 0 || rest.Taxes[1] < 0) throw new ShouldAssertException($"{cents} cents: {rest}");
        }
    }

    [Fact]
    public void A_full_credit_note_reverses_every_price_line_by_line()
    {
        for (var cents = 1; cents <= Prices; cents++)
        {
            var invoice = Invoice(cents);
            var credit = CreditSplit.Of(invoice, 0, invoice.Total);
            Agree((credit.Lines[0], credit.Taxes[0], credit.Taxes[1]), (invoice.Lines[0], invoice.Taxes[0], invoice.Taxes[1]), cents);
        }
    }

    [Theory]
    [InlineData(TaxRounding.HalfUp, "round(x)")]
    [InlineData(TaxRounding.HalfEven, "case when x - floor(x) = 0.5 then 2 * round(floor(x) / 2 + 0.25) else round(x) end")]
    [InlineData(TaxRounding.Up, "ceil(x)")]
    [InlineData(TaxRounding.Down, "floor(x)")]
    internal async Task Each_rounding_agrees_at_any_rate(TaxRounding rounding, string inSql)
    {
        foreach (var ppm in new[] { 50_000, 99_750, 130_000, 149_750, 72_500, 125_000, 333_333, 1, 1_000_000 })
        {
            var tax = TestMarket.Taxes[0] with { RatePpm = ppm, Rounding = rounding };
            var expected = await Billing.Truth<long[]>(
                $"select array_agg(({inSql})::bigint order by c) from (select c, c * @ppm::numeric / 1000000 as x from generate_series(0, 20000) c) t", new { ppm });
            for (var cents = 0; cents < expected.Length; cents++)
                if (tax.On(cents) != expected[cents]) tax.On(cents).ShouldBe(expected[cents], $"{ppm} ppm of {cents}, {rounding}");
        }
    }

    private static string Column(string expression) => $"array_agg(({expression})::bigint order by c)";

    private static DocumentAmounts Invoice(long cents) => new([cents], 0, [.. TestMarket.Taxes.Select(tax => tax.On(cents))]);

    private static (long Net, long Gst, long Qst) Sum(DocumentAmounts first, DocumentAmounts rest) =>
        (first.Lines[0] + rest.Lines[0], first.Taxes[0] + rest.Taxes[0], first.Taxes[1] + rest.Taxes[1]);

    // Asked some hundred thousand times: words are made only for what is wrong.
    private static void Agree((long, long, long) product, (long, long, long) table, int cents)
    {
        if (product != table) product.ShouldBe(table, $"{cents} cents");
    }
}
