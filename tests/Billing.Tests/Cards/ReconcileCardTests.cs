using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>Our books and Stripe's agree about kept cards. A database of its own: the books are compared as a whole.</summary>
public sealed class ReconcileCardTests : IAsyncLifetime
{
    private readonly BillingDatabase _billing = new();
    private OneCard _test = null!;

    public async Task InitializeAsync()
    {
        await _billing.InitializeAsync();
        _test = new OneCard(_billing);
        await _test.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        await _billing.DisposeAsync();
    }

    [Fact]
    public async Task A_purchase_paid_with_a_kept_card_and_credits_differs_in_nothing()
    {
        await _test.Grant(1000);
        await _test.Keep();
        await _test.OpenByCard(useCredits: true);
        await _billing.Deliver();

        (await Compare()).ShouldBeEmpty();
        await _test.ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_page_paid_after_a_refused_card_differs_in_nothing()
    {
        await _test.Keep("insufficient_funds");
        await _test.OpenByCard();
        var page = _test.Wire.PageOf(_test.Purchase)!;
        _test.Wire.Pay(page);
        await _test.Hear("checkout.session.completed", page.Id);

        (await Compare()).ShouldBeEmpty();
        await _test.ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_page_whose_payment_takes_days_differs_in_nothing()
    {
        await _test.Open();
        var page = _test.Wire.PageOf(_test.Purchase)!;
        _test.Wire.Pay(page, slowly: true);
        await _test.Hear("checkout.session.completed", page.Id);

        (await Compare()).ShouldBeEmpty();
        (await _test.State()).ShouldBe("processing");
    }

    [Fact]
    public async Task Money_taken_while_we_were_dead_is_missing_until_the_checkout_is_taken_up_again()
    {
        await _test.Keep();
        _test.Wire.Break(CardStripe.IsCharge, Fault.HostDiesAfter);
        await Should.ThrowAsync<HostDied>(() => _test.OpenByCard());
        (await Compare()).ShouldContain(each => each.Kind == "payment-missing");

        await _test.Resume();

        (await Compare()).ShouldBeEmpty();
        await _test.ShouldBePaidOnce();
    }

    [Fact]
    public async Task A_payment_that_took_days_and_failed_unheard_is_found()
    {
        await _test.Open();
        var page = _test.Wire.PageOf(_test.Purchase)!;
        var intent = _test.Wire.Pay(page, slowly: true);
        await _test.Hear("checkout.session.completed", page.Id);
        _billing.Stripe.Payments[intent.Id] = new HostedPayment(intent.Id, Succeeded: false, _test.Purchase, Money.Zero("CAD"), intent.Customer);

        (await Compare()).ShouldBe([new Difference("checkout-failed", page.Id, "processing", "not paid", "remedy.replay-event")]);

        await _test.Hear("checkout.session.async_payment_failed", page.Id);
        (await _test.State()).ShouldBe("closed");
    }

    private async Task<IReadOnlyList<Difference>> Compare()
    {
        // What other modules are told lies in the outbox here, for nobody delivers it; a comparison would wait for it.
        await _billing.Tamper("update billing.outbox_messages set dead_at = null, due_at = 'infinity' where name not like 'billing.card-%'");
        var run = await _billing.Send(Actor.System, new ReconcileStripe(TimeSpan.Zero));
        run.IsFailure.ShouldBeFalse();
        return run.Value.Differences;
    }

    private sealed class OneCard(BillingDatabase billing) : CardTest(billing);
}
