using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Cards;

public sealed class CloseCardTryTests(BillingDatabase billing) : CardTest(billing)
{
    [Fact]
    public async Task A_charge_that_never_arrived_takes_no_money_from_who_is_leaving_however_late_it_comes()
    {
        await Keep();
        Wire.Break(CardStripe.IsCharge, Fault.Refused, 3);
        await OpenByCard();
        var charge = Charges.First();

        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Wire.Captured(Purchase).ShouldBe(0);
        Wire.IntentsOf(Purchase).Single().Status.ShouldBe("canceled");
        using var http = new HttpMessageInvoker(Wire, disposeHandler: false);
        using var late = new HttpRequestMessage(HttpMethod.Post, "https://api.stripe.com/v1/payment_intents") { Content = new StringContent(charge.Body) };
        late.Headers.Add("Idempotency-Key", charge.Key);
        ((int)(await http.SendAsync(late, CancellationToken.None)).StatusCode).ShouldBe(400);
        Wire.Captured(Purchase).ShouldBe(0);
        (await Told("billing.checkout-closed.v1")).ShouldBe(1);
    }

    [Theory]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.Html)]
    public async Task A_charge_that_was_made_unheard_is_found_and_the_money_wins(Fault fault)
    {
        await Keep();
        Wire.Break(CardStripe.IsCharge, fault, 3);
        await OpenByCard();

        (await Close()).Value.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver();

        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_declined_charge_that_was_made_unheard_is_cancelled_before_it_is_closed()
    {
        await Keep("authentication_required");
        Wire.Break(CardStripe.IsCharge, Fault.Reset, 3);
        await OpenByCard();

        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Wire.IntentsOf(Purchase).Single().Status.ShouldBe("canceled");
        Wire.PageOf(Purchase).ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_Stripe_does_not_answer_nothing_is_closed(bool listIsDown)
    {
        await Keep("generic_decline");
        Wire.Break(CardStripe.IsCharge, Fault.Reset, 3);
        await OpenByCard();
        Wire.Weather = sent => listIsDown || CardStripe.IsCancel(sent) || sent.Path.Contains("/pi_", StringComparison.Ordinal) ? Fault.Refused : Fault.None;

        (await Close()).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await State()).ShouldBe("opening");

        Wire.Mend();
        await Resume();
        (await State()).ShouldBe("closed");
    }

    [Fact]
    public async Task A_key_that_is_at_work_is_waited_for()
    {
        await Keep();
        Wire.Break(CardStripe.IsCharge, Fault.Busy, 6);
        await OpenByCard();

        (await Close()).Error.Code.ShouldBe("billing.stripe-unavailable");

        // Our close has used the key up, so the charge that another host may have had at work cannot come after it.
        (await Close()).Value.ShouldBe(CheckoutState.Closed);
    }

    [Fact]
    public async Task After_a_day_the_key_proves_nothing_and_the_list_is_asked()
    {
        await Keep();
        Wire.Break(CardStripe.IsCharge, Fault.Reset, 3);
        await OpenByCard();
        Wire.ForgetKeys();
        Billing.Clock.Now += TimeSpan.FromHours(25);
        var charges = Charges.Count();

        (await Close(Actor.System)).Value.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver();

        Charges.Count().ShouldBe(charges);
        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_page_after_a_refused_card_is_closed_as_every_page()
    {
        await Keep("generic_decline");
        await OpenByCard();

        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Wire.PageOf(Purchase)!.Status.ShouldBe("expired");
        (await OpenByCard()).Error.Code.ShouldBe("billing.checkout-closed");
    }

    // Such a host knows nothing of the card, so it opened a page and noted no refusal.
    [Fact]
    public async Task A_page_that_a_host_of_the_release_before_made_of_a_card_try_is_closed_as_every_page()
    {
        await Keep("generic_decline");
        await OpenByCard();
        await Billing.Truth<int>("update billing.checkouts set card_refusal = null, card_intent = null where purchase_id = @id returning 1", new { id = Purchase.Value });

        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Wire.PageOf(Purchase)!.Status.ShouldBe("expired");
    }

    [Fact]
    public async Task A_close_while_the_card_is_being_tried_leaves_no_page()
    {
        await Keep("generic_decline");
        Wire.Meanwhile = async sent =>
        {
            if (!CardStripe.IsCharge(sent)) return;
            Wire.Meanwhile = null;
            (await Close(Actor.System)).Value.ShouldBe(CheckoutState.Closed);
        };

        (await OpenByCard()).Error.Code.ShouldBe("billing.checkout-closed");

        (await State()).ShouldBe("closed");
        Wire.PageOf(Purchase).ShouldBeNull();
    }
}
