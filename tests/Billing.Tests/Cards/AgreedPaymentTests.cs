using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>One click charges what its button said, on the card that it named, and costs what the page showed: a page can be old.</summary>
public sealed class AgreedPaymentTests(BillingDatabase billing) : CardTest(billing)
{
    private const long Total = 3334;

    [Theory]
    [InlineData(0, Total)]
    [InlineData(0, 9999)]
    [InlineData(1000, Total - 1000)]
    public async Task As_much_as_was_agreed_or_less_is_charged_at_once(long credits, long agreed)
    {
        await Keep();
        var card = (await Kept()).Single().Id;
        if (credits > 0) await Grant(credits);

        await Open(useCredits: credits > 0, pay: BySavedCard with { AgreedCents = agreed, AgreedCard = card });
        await Billing.Deliver();

        await ShouldBePaidOnce();
    }

    // The page said "with your credits", and another tab has spent them.
    [Theory]
    [InlineData(0)]
    [InlineData(Total - 1)]
    public async Task More_than_was_agreed_is_not_charged_and_the_page_opens(long agreed)
    {
        await Keep();

        var view = (await Open(useCredits: true, pay: BySavedCard with { AgreedCents = agreed })).Value;

        (view.State, view.CardRefusal).ShouldBe((CheckoutState.Open, "billing.payment-changed"));
        view.Url.ShouldNotBeNull();
        Charges.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_card_than_the_one_that_was_named_is_not_charged()
    {
        await Keep();
        var named = (await Kept()).Single().Id;
        await Keep();

        var view = (await Open(pay: BySavedCard with { AgreedCents = Total, AgreedCard = named })).Value;

        (view.State, view.CardRefusal).ShouldBe((CheckoutState.Open, "billing.payment-changed"));
        Charges.ShouldBeEmpty();
    }

    // The page said 10.35 from the credits, on a plan that has ended since.
    [Theory]
    [InlineData(9999, false)]
    [InlineData(9999, true)]
    [InlineData(1000, true)]
    public async Task When_it_costs_more_than_the_page_showed_neither_credits_nor_a_card_are_taken(long credits, bool byCard)
    {
        await Keep();
        await Grant(credits);

        var view = (await Open(useCredits: true, pay: new PaymentChoice(SavedCard: byCard, AgreedCents: byCard ? Total : null, AgreedTotalCents: Total - 1))).Value;

        (view.State, view.CardRefusal, view.Url is not null).ShouldBe((CheckoutState.Open, "billing.payment-changed", true));
        Charges.ShouldBeEmpty();
        (await Credits()).Available.Cents.ShouldBe(credits);
    }

    [Theory]
    [InlineData(Total)]
    [InlineData(Total + 1)]
    public async Task Credits_pay_what_the_page_showed_or_less(long agreed)
    {
        await Grant(Total);

        await Open(useCredits: true, pay: new PaymentChoice(AgreedTotalCents: agreed));
        await Billing.Deliver();

        (await State(), (await Credits()).Available.Cents).ShouldBe(("paid", 0L));
    }

    [Fact]
    public async Task Credits_that_pay_all_of_it_need_no_agreement_on_a_card()
    {
        await Keep();
        await Grant(Total);

        await Open(useCredits: true, pay: BySavedCard with { AgreedCents = 0, AgreedCard = Guid.NewGuid() });
        await Billing.Deliver();

        (await State()).ShouldBe("paid");
        Charges.ShouldBeEmpty();
    }
}
