using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Cards;

public sealed class SplitPaymentTests(BillingDatabase billing) : BillingTest(billing)
{
    [Theory]
    [InlineData(0, 0, 3334)]
    [InlineData(1000, 1000, 2334)]
    [InlineData(3285, 3284, 50)]
    [InlineData(5000, 3334, 0)]
    public async Task It_says_what_a_checkout_would_do(long granted, long credits, long card)
    {
        if (granted > 0) await Grant(granted);

        var split = (await Billing.Send(Buyer, new SplitPayment(Contractor, new Money(3334, "CAD")))).Value;

        (split.Available.Cents, split.Credits.Cents, split.Card.Cents).ShouldBe((granted, credits, card));
        await Open(useCredits: true);
        (await Credits()).Available.Cents.ShouldBe(granted - credits);
    }

    [Fact]
    public async Task Others_learn_nothing_of_a_contractor_s_credits()
    {
        await Grant(1000);
        var other = Actor.Contractor(ContractorId.From(Guid.CreateVersion7()));

        (await Billing.Send(other, new SplitPayment(Contractor, new Money(3334, "CAD")))).Value.Available.Cents.ShouldBe(0);
    }
}
