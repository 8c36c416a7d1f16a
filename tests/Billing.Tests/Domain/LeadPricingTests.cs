using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Domain;

public sealed class LeadPricingTests
{
    [Fact]
    public void A_lead_at_29_dollars_costs_33_34_with_both_taxes()
    {
        var charge = Price(2900, 0);

        charge.Taxes.Select(tax => (tax.Code, tax.Amount.Cents)).ShouldBe([("gst", 145L), ("qst", 289L)]);
        charge.Total.ShouldBe(new Money(3334, "CAD"));
    }

    [Fact]
    public void Every_price_to_1000_dollars_agrees_with_decimal_arithmetic_rounded_half_up()
    {
        for (var cents = 1; cents <= 100_000; cents++)
        {
            var gst = Math.Round(cents * 0.05m, 0, MidpointRounding.AwayFromZero);
            var qst = Math.Round(cents * 0.09975m, 0, MidpointRounding.AwayFromZero);
            var total = cents + (long)gst + (long)qst;
            var charge = LeadPricing.Charge(new Money(cents, "CAD"), 0, TestMarket.Taxes);

            if (total < 50)
            {
                charge.Error.ShouldBe(BillingErrors.AmountTooSmall);
                continue;
            }

            charge.Value.Total.Cents.ShouldBe(total, $"{cents} cents");
            charge.Value.Taxes.Sum(tax => tax.Amount.Cents).ShouldBe((long)(gst + qst), $"{cents} cents");
        }
    }

    [Theory]
    [InlineData(2900, 2900, 0)]
    [InlineData(2900, 2856, 50)]
    [InlineData(2900, 1450, 1668)]
    public void A_discount_comes_off_before_tax(long price, long discount, long total) => Price(price, discount).Total.Cents.ShouldBe(total);

    [Theory]
    [InlineData(2857)]
    [InlineData(2899)]
    public void A_total_that_no_card_can_be_charged_is_refused(long discount) =>
        LeadPricing.Charge(new Money(2900, "CAD"), discount, TestMarket.Taxes).Error.Code.ShouldBe("billing.amount-too-small");

    [Theory]
    [InlineData(2901)]
    [InlineData(-1)]
    public void A_discount_above_the_price_or_below_zero_is_a_bug(long discount) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LeadPricing.Charge(new Money(2900, "CAD"), discount, TestMarket.Taxes));

    private static Charge Price(long cents, long discount) =>
        LeadPricing.Charge(new Money(cents, "CAD"), discount, TestMarket.Taxes).Value;
}
