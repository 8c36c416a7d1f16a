using LeadMarket.Billing.Domain.Documents;
using Xunit.Abstractions;

namespace LeadMarket.Billing.Tests.Documents;

/// <summary>Whatever goes back, in whatever parts: each line, discount and tax of the invoice is reversed, and never past it.</summary>
public sealed class CreditSplitTests(ITestOutputHelper output)
{
    [Fact]
    public void Random_parts_of_random_invoices_add_up_line_by_line_and_never_take_back()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 4_000; i++)
        {
            var invoice = AnyInvoice(random);
            GiveBack(invoice, total => random.NextInt64(1, Math.Max(2, total / random.Next(1, 12))), $"seed {seed}, invoice {i}");
        }
    }

    [Fact]
    public void Even_a_cent_at_a_time()
    {
        for (var cents = 1; cents <= 300; cents++)
        {
            var taxes = TestMarket.Taxes.Select(tax => tax.On(cents)).ToArray();
            GiveBack(new DocumentAmounts([cents], 0, taxes), _ => 1, $"{cents} cents");
            GiveBack(new DocumentAmounts([cents * 2, -cents], cents / 3, taxes), _ => 1, $"{cents} cents after unused time and a discount");
        }
    }

    [Fact]
    public void A_lead_at_29_dollars_goes_back_as_29_00_and_1_45_and_2_89()
    {
        var credit = CreditSplit.Of(new DocumentAmounts([2900], 0, [145, 289]), 0, 3334);

        credit.Lines.ShouldBe([2900]);
        credit.Taxes.ShouldBe([145, 289]);
    }

    [Fact]
    public void A_discount_goes_back_with_what_it_was_taken_off()
    {
        // Half of a lead at 29.00 less 10.00: 19.00 + 0.95 + 1.90 = 21.85.
        var half = CreditSplit.Of(new DocumentAmounts([2900], 1000, [95, 190]), 0, 1093);

        (half.Lines[0], half.Discount, half.Net, half.Tax, half.Total).ShouldBe((1450L, 500L, 950L, 143L, 1093L));
    }

    [Theory]
    [InlineData(0, 3335)]
    [InlineData(3000, 335)]
    [InlineData(3334, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(-1, 1)]
    public void More_than_is_left_or_nothing_at_all_is_a_bug(long already, long cents) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CreditSplit.Of(new DocumentAmounts([2900], 0, [145, 289]), already, cents));

    [Fact]
    public void The_largest_amounts_do_not_overflow()
    {
        var invoice = new DocumentAmounts([900_000_000_000_000], 0, [45_000_000_000_000, 89_775_000_000_000]);
        var first = CreditSplit.Of(invoice, 0, 1);

        first.Total.ShouldBe(1);
        CreditSplit.Of(invoice, 1, invoice.Total - 1).Total.ShouldBe(invoice.Total - 1);
    }

    private static void GiveBack(DocumentAmounts invoice, Func<long, long> next, string what)
    {
        var (already, sums) = (0L, new DocumentAmounts(new long[invoice.Lines.Count], 0, new long[invoice.Taxes.Count]));
        while (already < invoice.Total)
        {
            var cents = Math.Min(next(invoice.Total), invoice.Total - already);
            var part = CreditSplit.Of(invoice, already, cents);
            // One plain question a part: a million of them are asked.
            if (part.Total != cents || !OnlyReverses(part, invoice))
                throw new ShouldAssertException($"{what}: {cents} cents after {already} of {invoice} gave back {part}.");
            (already, sums) = (already + cents, Add(sums, part));
        }

        sums.Lines.ShouldBe(invoice.Lines, what);
        sums.Discount.ShouldBe(invoice.Discount, what);
        sums.Taxes.ShouldBe(invoice.Taxes, what);
    }

    private static bool OnlyReverses(DocumentAmounts part, DocumentAmounts invoice) =>
        part.Discount >= 0 && part.Taxes.All(tax => tax >= 0)
        && part.Lines.Zip(invoice.Lines).All(line => line.First == 0 || Math.Sign(line.First) == Math.Sign(line.Second));

    private static DocumentAmounts Add(DocumentAmounts left, DocumentAmounts right) => new(
        [.. left.Lines.Zip(right.Lines, (a, b) => a + b)], left.Discount + right.Discount, [.. left.Taxes.Zip(right.Taxes, (a, b) => a + b)]);

    // One to five lines, some of unused time; no, some or nearly all discount; no to four taxes, of nothing up to the price itself.
    private static DocumentAmounts AnyInvoice(Random random)
    {
        while (true)
        {
            var most = random.Next(3) switch { 0 => 50, 1 => 10_000, _ => 1_000_000 };
            long[] lines = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (long)random.Next(random.Next(4) == 0 ? -most : 0, most))];
            var subtotal = lines.Sum();
            if (subtotal < 2) continue;

            var discount = random.Next(2) == 0 ? 0 : random.NextInt64(0, subtotal - 1);
            long[] taxes = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.NextInt64(0, (subtotal - discount) / random.Next(1, 20) + 1))];
            return new DocumentAmounts(lines, discount, taxes);
        }
    }
}
