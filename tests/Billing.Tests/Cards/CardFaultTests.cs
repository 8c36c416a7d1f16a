using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>Whatever goes wrong between us and Stripe, the purchase ends by itself with one captured payment, or with none.</summary>
public sealed class CardFaultTests(BillingDatabase billing) : CardTest(billing)
{
    public static TheoryData<Fault, int> Faults
    {
        get
        {
            var all = new TheoryData<Fault, int>();
            foreach (var fault in Enum.GetValues<Fault>().Where(each => each is not (Fault.None or Fault.Fails)))
            {
                // Once: the client asks again by itself, mostly. Three times: it gives up, and the row is taken up later.
                all.Add(fault, 1);
                if (fault is not (Fault.HostDiesBefore or Fault.HostDiesAfter)) all.Add(fault, 3);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_charge_that_meets_a_fault_is_made_once(Fault fault, int times)
    {
        await Keep();
        Wire.Break(CardStripe.IsCharge, fault, times);

        await OpenOrDie();
        await ResumeUntilMended();

        await ShouldBePaidOnce();
        Charges.Select(sent => (sent.Key, sent.Body)).Distinct().Count().ShouldBe(1);
        Wire.PageOf(Purchase).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_page_opens_beside_a_payment_whose_cancellation_met_a_fault(Fault fault, int times)
    {
        await Keep("generic_decline");
        Wire.Break(CardStripe.IsCancel, fault, times);
        Wire.Meanwhile = sent =>
        {
            if (CardStripe.IsPage(sent)) Wire.IntentsOf(Purchase).ShouldAllBe(intent => intent.Status == "canceled");
            return Task.CompletedTask;
        };

        await OpenOrDie();
        await ResumeUntilMended();

        var view = (await OpenByCard()).Value;
        (view.State, view.CardRefusal).ShouldBe((CheckoutState.Open, "billing.card-declined"));
        Wire.Captured(Purchase).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_page_that_meets_a_fault_after_a_refused_card_opens_once(Fault fault, int times)
    {
        await Keep("insufficient_funds");
        Wire.Break(CardStripe.IsPage, fault, times);

        await OpenOrDie();
        await ResumeUntilMended();

        var view = (await OpenByCard()).Value;
        (view.State, view.CardRefusal).ShouldBe((CheckoutState.Open, "billing.insufficient-funds"));
        Wire.Pay(Wire.PageOf(Purchase)!);
        await Hear("checkout.session.completed", Wire.PageOf(Purchase)!.Id, times: 2, deliveries: 2);
        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_charge_whose_failure_is_replayed_ends_unpaid_and_lets_the_credits_go()
    {
        await Keep();
        await Grant(1000);
        Wire.Break(CardStripe.IsCharge, Fault.Fails);

        (await OpenByCard(useCredits: true)).Value.State.ShouldBe(CheckoutState.Opening);
        for (var minute = 0; minute < 31; minute += 5) await Resume(300);
        await Resume(300);

        (await State()).ShouldBe("closed");
        Wire.Captured(Purchase).ShouldBe(0);
        (await Credits()).Available.Cents.ShouldBe(1000);
        (await Told("billing.checkout-closed.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_success_told_twice_is_booked_once()
    {
        await Keep();
        await OpenByCard();
        var intent = Wire.IntentsOf(Purchase).Single().Id;

        await Hear("payment_intent.succeeded", intent, times: 2, deliveries: 3);
        await Resume();

        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_webhook_that_is_faster_than_the_answer_books_it_and_the_answer_changes_nothing()
    {
        await Keep();
        Wire.Meanwhile = async sent =>
        {
            if (!CardStripe.IsCharge(sent)) return;
            Wire.Meanwhile = null;
            await Hear("payment_intent.succeeded", Wire.IntentsOf(Purchase).Single().Id);
        };

        (await OpenByCard()).Value.State.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver();

        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_webhook_before_an_answer_that_never_came_books_it_too()
    {
        await Keep();
        Wire.Break(CardStripe.IsCharge, Fault.Reset, 3);
        (await OpenByCard()).Value.State.ShouldBe(CheckoutState.Opening);

        await Hear("payment_intent.succeeded", Wire.IntentsOf(Purchase).Single().Id);
        await Resume();

        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_failed_payment_s_webhook_does_not_close_what_the_page_can_still_pay()
    {
        await Keep("generic_decline");
        await OpenByCard();

        await Hear("payment_intent.payment_failed", Wire.IntentsOf(Purchase).Single().Id);

        (await State()).ShouldBe("open");
    }

    // A 429 and half an answer are not asked again by the client: each of them costs one round.
    private async Task ResumeUntilMended()
    {
        for (var round = 0; round < 3; round++) await Resume();
    }

    private async Task OpenOrDie()
    {
        try
        {
            await OpenByCard();
        }
        catch (HostDied)
        {
            // As much as a killed process says.
        }

        await Billing.Deliver();
    }
}
