using LeadMarket.Billing.Domain;

namespace LeadMarket.Billing.Tests.Credits;

public sealed class CreditShareTests
{
    [Fact]
    public void The_card_is_left_nothing_or_as_much_as_Stripe_takes_for_every_total_and_every_balance()
    {
        foreach (var total in Enumerable.Range(50, 151).Prepend(0).Append(3334))
        {
            foreach (var free in Enumerable.Range(0, 201).Append(3300).Append(3334).Append(9000))
            {
                var share = CreditShare.Of(total, free);

                share.ShouldBeInRange(0, Math.Min(free, total));
                (total - share is 0 or >= 50).ShouldBeTrue($"{free} on {total}");
                // Not a cent less than can be used: one more would leave the card an amount that Stripe refuses.
                if (share < Math.Min(free, total)) (total - share).ShouldBe(50, $"{free} on {total}");
            }
        }
    }

    [Theory]
    [InlineData(3334, 0, 0)]
    [InlineData(3334, 1000, 1000)]
    [InlineData(3334, 3334, 3334)]
    [InlineData(3334, 5000, 3334)]
    [InlineData(3334, 3333, 3284)]
    [InlineData(50, 20, 0)]
    public void Credits_pay(long total, long free, long share) => CreditShare.Of(total, free).ShouldBe(share);
}
