using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Tests.Domain;

public sealed class DiscountTests
{
    private const int DearestPrice = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(33)]
    [InlineData(50)]
    [InlineData(67)]
    [InlineData(99)]
    [InlineData(100)]
    public void A_discount_is_the_exact_share_rounded_half_up_and_never_more_than_the_price(int percent)
    {
        for (long cents = 0; cents <= DearestPrice; cents++)
        {
            var discount = Coupon.Discount(new Money(cents, "CAD"), percent);

            // Decimal arithmetic holds the share exactly: an independent way to the same cent.
            var exact = Math.Round(cents * percent / 100m, MidpointRounding.AwayFromZero);
            if (discount.Cents != exact || discount.Cents > cents) throw new InvalidOperationException($"{percent} % of {cents} is {exact}, not {discount.Cents}.");
        }
    }

    [Theory]
    [InlineData(2900, 50, 1450)]
    [InlineData(1, 50, 1)]
    [InlineData(1, 49, 0)]
    [InlineData(2999, 10, 300)]
    [InlineData(2900, 100, 2900)]
    public void Well_known_prices_come_out_as_a_person_would_reckon_them(long cents, int percent, long expected) =>
        Coupon.Discount(new Money(cents, "CAD"), percent).ShouldBe(new Money(expected, "CAD"));

    [Fact]
    public void A_price_too_large_to_reckon_with_is_an_error_and_no_wrong_discount() =>
        Should.Throw<OverflowException>(() => Coupon.Discount(new Money(long.MaxValue / 2, "CAD"), 50));
}
