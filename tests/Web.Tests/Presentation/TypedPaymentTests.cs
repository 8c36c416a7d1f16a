using LeadMarket.Kernel;
using LeadMarket.Web.Pages.Contractor;

namespace LeadMarket.Web.Tests.Presentation;

public sealed class TypedPaymentTests
{
    private static readonly Guid Card = Guid.NewGuid();

    [Theory]
    [InlineData(false, 3334)]
    [InlineData(true, 1000)]
    public void A_card_pays_what_its_button_said_and_the_whole_price_travels_beside_it(bool credits, long byCard) =>
        new TypedPayment(credits, Pay: "card", Total: 3334, ByCard: 1000, Card: Card).Choice
            .ShouldBe(new PaymentChoice(SavedCard: true, AgreedCents: byCard, AgreedCard: Card, AgreedTotalCents: 3334));

    // Credits pay in one click too.
    [Fact]
    public void The_price_that_the_page_showed_travels_without_a_kept_card_too() =>
        new TypedPayment(UseCredits: true, Pay: "page", KeepCard: true, Total: 1035).Choice.ShouldBe(new PaymentChoice(KeepCard: true, AgreedTotalCents: 1035));

    [Fact]
    public void A_page_of_before_sends_no_price_and_one_that_was_tampered_with_agrees_to_nothing()
    {
        new TypedPayment(UseCredits: true).Choice.ShouldBe(default(PaymentChoice));
        new TypedPayment(Pay: "card", Total: -1).Choice.ShouldBe(new PaymentChoice(SavedCard: true, AgreedCents: 0, AgreedCard: Guid.Empty, AgreedTotalCents: 0));
    }
}
