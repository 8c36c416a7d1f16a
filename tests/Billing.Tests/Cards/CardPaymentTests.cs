using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Cards;

public sealed class CardPaymentTests(BillingDatabase billing) : CardTest(billing)
{
    [Fact]
    public async Task A_kept_card_pays_at_once_and_the_system_books_it_in_a_moment()
    {
        await Keep();

        (await OpenByCard()).Value.ShouldBe(new CheckoutView(CheckoutState.Opening, null));
        (await Payments()).ShouldBe(0);
        (await Close()).Value.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver(times: 2);

        await ShouldBePaidOnce();
        (await OpenByCard()).Value.ShouldBe(new CheckoutView(CheckoutState.Paid, null));
        (await Entry($"payment:{Wire.IntentsOf(Purchase).Single().Id}")).ShouldBe("stripe 3334, lead-sales -2900, tax.gst -145, tax.qst -289");
        Wire.PageOf(Purchase).ShouldBeNull();
        (await Told("billing.document-issued.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task Credits_pay_a_part_and_the_card_the_rest()
    {
        await Keep();
        await Grant(1000);

        await OpenByCard(useCredits: true);
        await Billing.Deliver();

        await ShouldBePaidOnce();
        var intent = Wire.IntentsOf(Purchase).Single();
        intent.Amount.ShouldBe(2334);
        (await Entry($"payment:{intent.Id}")).ShouldBe("stripe 2334, credits 1000, lead-sales -2900, tax.gst -145, tax.qst -289");
        (await Credits()).Balance.Cents.ShouldBe(0);
    }

    [Fact]
    public async Task Credits_that_pay_all_leave_the_card_alone()
    {
        await Keep();
        await Grant(5000);

        await OpenByCard(useCredits: true);
        await Billing.Deliver();

        (await OpenByCard(useCredits: true)).Value.ShouldBe(new CheckoutView(CheckoutState.Paid, null));
        Charges.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("generic_decline", "billing.card-declined")]
    [InlineData("insufficient_funds", "billing.insufficient-funds")]
    [InlineData("expired_card", "billing.card-expired")]
    [InlineData("incorrect_cvc", "billing.card-incorrect")]
    [InlineData("authentication_required", "billing.authentication-required")]
    [InlineData("acts", "billing.authentication-required")]
    public async Task A_card_that_does_not_pay_is_told_why_and_the_page_opens_once_its_payment_is_cancelled(string conduct, string code)
    {
        await Keep(conduct);

        var view = (await OpenByCard()).Value;

        view.State.ShouldBe(CheckoutState.Open);
        view.CardRefusal.ShouldBe(code);
        view.Url.ShouldNotBeNull();
        (await OpenByCard()).Value.ShouldBe(view);
        Wire.IntentsOf(Purchase).Single().Status.ShouldBe("canceled");
        Wire.Sent.Select(sent => sent.Key).OfType<string>().Where(key => key.Contains(Purchase.ToString(), StringComparison.Ordinal))
            .ShouldBe([$"pur:{Purchase}:card:1", $"pur:{Purchase}:card:1:cancel:0", $"pur:{Purchase}:checkout:2"]);

        Wire.Pay(Wire.PageOf(Purchase)!);
        await Hear("checkout.session.completed", Wire.PageOf(Purchase)!.Id);
        await ShouldBePaidOnce();
    }

    [Fact]
    public async Task Without_a_kept_card_the_page_opens_and_says_so()
    {
        var view = (await OpenByCard()).Value;

        (view.State, view.CardRefusal).ShouldBe((CheckoutState.Open, "billing.no-saved-card"));
        Charges.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_Stripe_no_longer_has_opens_the_page_and_leaves_our_list()
    {
        var card = await Keep();
        Wire.Cards[card].Customer = null;

        var view = (await OpenByCard()).Value;
        await Billing.Deliver();

        (view.State, view.CardRefusal).ShouldBe((CheckoutState.Open, "billing.no-saved-card"));
        (await Kept()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_hosts_asked_at_once_charge_the_card_once()
    {
        await Keep();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => OpenByCard()));
        await Billing.Deliver();

        await ShouldBePaidOnce();
        Charges.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Money_of_another_amount_is_quarantined_and_told_as_bought_nothing()
    {
        await Keep();
        Wire.Meanwhile = sent =>
        {
            if (CardStripe.IsCharge(sent)) Change(intent => intent with { Amount = 3000 });
            return Task.CompletedTask;
        };

        await OpenByCard();
        await Billing.Deliver();

        await ShouldBeQuarantined("stripe 3000, suspense -3000");
    }

    [Theory]
    [InlineData("cus_somebody_else")]
    [InlineData(null)]
    public async Task Money_of_somebody_else_is_quarantined(string? customer)
    {
        await Keep();
        Wire.Meanwhile = sent =>
        {
            if (CardStripe.IsCharge(sent)) Change(intent => intent with { Customer = customer });
            return Task.CompletedTask;
        };

        await OpenByCard();
        await Billing.Deliver();

        await ShouldBeQuarantined("stripe 3334, suspense -3334");
    }

    [Fact]
    public async Task Money_that_names_another_purchase_is_quarantined()
    {
        await Keep();
        Wire.Meanwhile = sent =>
        {
            if (CardStripe.IsCharge(sent)) Change(intent => intent with { Purchase = Guid.CreateVersion7().ToString() });
            return Task.CompletedTask;
        };

        await OpenByCard();
        Wire.Meanwhile = null;
        await Billing.Deliver();

        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await Told("billing.document-issued.v1")).ShouldBe(0);
    }

    private void Change(Func<PlayedIntent, PlayedIntent> change)
    {
        var captured = Wire.IntentsOf(Purchase).Single();
        Wire.Intents[captured.Id] = change(captured);
    }

    private async Task ShouldBeQuarantined(string entry)
    {
        var intent = Wire.IntentsOf(Purchase).Single().Id;
        (await Entry($"payment:{intent}")).ShouldBe(entry);
        (await Alarms("payment-mismatch", intent)).ShouldBe(1);
        (await Told("billing.document-issued.v1")).ShouldBe(0);
        (await Billing.Truth<bool>(
            "select (payload ->> 'matches')::boolean from billing.outbox_messages where name = 'billing.checkout-paid.v1' and payload ->> 'purchase' = @id",
            new { id = Purchase.ToString() })).ShouldBeFalse();
    }
}
