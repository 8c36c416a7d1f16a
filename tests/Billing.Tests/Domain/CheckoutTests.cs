using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Domain;

public sealed class CheckoutTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, 700, TimeSpan.Zero);
    private static readonly CheckoutBill Bill = new(
        new BilledTo("Rénovation Tremblay inc.", "Camille Tremblay", "a@example.com"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = "Contact", ["en"] = "Contact" }, 2900);
    private static readonly CheckoutTerms Terms = new("a@example.com", "fr", [new("Contact", 2900), new("TPS", 145), new("TVQ", 289)], "https://x/paid", "https://x/left");

    [Fact]
    public void The_key_and_the_expiry_are_kept_before_Stripe_is_called()
    {
        var checkout = Prepare();

        checkout.State.ShouldBe(CheckoutState.Opening);
        checkout.IdempotencyKey.ShouldBe($"pur:{checkout.PurchaseId}:checkout:1");
        checkout.ExpiresAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 12, 31, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_try_belongs_to_one_host_until_its_lease_ends()
    {
        var checkout = Prepare();

        checkout.TakeTry(Noon).ShouldBeTrue();
        checkout.TakeTry(Noon.AddSeconds(1)).ShouldBeFalse();
        checkout.TakeTry(Noon + Checkout.Lease).ShouldBeTrue();
    }

    [Fact]
    public void Silence_is_asked_again_after_2_5_15_and_then_every_60_seconds()
    {
        var checkout = Prepare();
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            checkout.Postpone(Noon);
            waits.Add((checkout.NextTryAt!.Value - Noon).TotalSeconds);
        }

        waits.ShouldBe([2, 5, 15, 60, 60, 60]);
    }

    [Fact]
    public void A_new_attempt_has_a_new_key_and_a_later_expiry_and_is_made_once()
    {
        var checkout = Prepare();

        checkout.NextAttempt(after: 1, Noon.AddMinutes(2)).IsFailure.ShouldBeFalse();
        checkout.NextAttempt(after: 1, Noon.AddMinutes(3)).IsFailure.ShouldBeFalse();

        checkout.IdempotencyKey.ShouldEndWith(":checkout:2");
        checkout.ExpiresAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 12, 33, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Nothing_new_is_attempted_once_a_close_was_asked_for()
    {
        var checkout = Prepare();
        checkout.RequestClose(Noon);

        checkout.NextAttempt(after: 1, Noon).Error.ShouldBe(BillingErrors.CheckoutClosed);
        checkout.KeepSession("cs_1", "https://stripe/c").Error.ShouldBe(BillingErrors.CheckoutClosed);
    }

    [Fact]
    public void A_payment_is_told_once_whatever_comes_after_it()
    {
        var checkout = Prepare();
        checkout.KeepSession("cs_1", "https://stripe/c");

        checkout.MarkPaid(checkout.Total, matches: true, "cs_1", Noon);
        checkout.MarkPaid(checkout.Total, matches: true, "cs_1", Noon);
        checkout.Close(Noon);

        checkout.State.ShouldBe(CheckoutState.Paid);
        checkout.TakeEvents().ShouldHaveSingleItem().ShouldBeOfType<CheckoutPaidDomainEvent>().Amount.ShouldBe(new Money(3334, "CAD"));
    }

    [Fact]
    public void Money_that_arrives_after_the_close_is_told_too()
    {
        var checkout = Prepare();
        checkout.Close(Noon);
        checkout.MarkPaid(checkout.Total, matches: true, "cs_1", Noon);

        checkout.State.ShouldBe(CheckoutState.Paid);
        checkout.TakeEvents().Count.ShouldBe(2);
    }

    [Fact]
    public void A_total_of_zero_needs_no_card_and_can_no_longer_be_kept_from_being_paid()
    {
        var zero = Money.Zero("CAD");
        var price = new Money(2900, "CAD");
        NeverClosed(Checkout.Prepare(Purchase(), Contractor(), new Charge(price, price, [], zero), credit: 0, Bill, Terms with { Lines = [] }, Noon).Value);
    }

    [Fact]
    public void A_total_that_credits_pay_needs_no_card_and_can_no_longer_be_kept_from_being_paid() =>
        NeverClosed(Checkout.Prepare(Purchase(), Contractor(), Charge(), credit: 3334, Bill, Terms with { Lines = [] }, Noon).Value);

    [Fact]
    public void Stripe_is_asked_for_what_credits_leave()
    {
        var checkout = Checkout.Prepare(Purchase(), Contractor(), Charge(), credit: 1000, Bill, Terms with { Lines = [new("Reste", 2334)] }, Noon).Value;

        checkout.Card.ShouldBe(new Money(2334, "CAD"));
        checkout.NeedsNoCard.ShouldBeFalse();
    }

    [Fact]
    public void Credits_never_leave_a_card_under_50_cents() =>
        Checkout.Prepare(Purchase(), Contractor(), Charge(), credit: 3300, Bill, Terms with { Lines = [new("Reste", 34)] }, Noon).Error
            .ShouldBe(BillingErrors.AmountTooSmall);

    [Fact]
    public void A_charge_that_does_not_add_up_is_a_bug() => Should.Throw<InvalidOperationException>(() =>
        Checkout.Prepare(Purchase(), Contractor(), Charge() with { Total = new Money(3335, "CAD") }, credit: 0, Bill, Terms, Noon));

    private static Checkout Prepare() => Checkout.Prepare(Purchase(), Contractor(), Charge(), credit: 0, Bill, Terms, Noon).Value;

    private static void NeverClosed(Checkout checkout)
    {
        checkout.RequestClose(Noon);
        checkout.Close(Noon);

        checkout.TakeTry(Noon).ShouldBeFalse();
        (checkout.State, checkout.CountsAsPaid).ShouldBe((CheckoutState.Opening, true));
        checkout.TakeEvents().ShouldBeEmpty();
    }

    private static Charge Charge() => LeadPricing.Charge(new Money(2900, "CAD"), 0, TestMarket.Taxes).Value;

    private static PurchaseId Purchase() => new(Guid.CreateVersion7());

    private static ContractorId Contractor() => new(Guid.CreateVersion7());
}
