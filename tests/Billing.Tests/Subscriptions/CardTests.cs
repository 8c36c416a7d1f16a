using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class CardTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task The_card_that_pays_the_plan_is_shown_and_follows_what_is_done_to_it()
    {
        var subscription = await Subscribe();
        var card = Little.Cards[subscription.Card!];
        (await Shown()).Card.ShouldBe(new SavedCard("visa", "4242", 12, 2030));

        Little.Cards[card.Id] = card with { ExpiryYear = 2033 };
        await Tell("payment_method.automatically_updated", card.Id);
        (await Shown()).Card!.ExpiryYear.ShouldBe(2033);

        Little.Cards[card.Id] = card with { Customer = null };
        await Tell("payment_method.detached", card.Id, deliveries: 2);
        (await Shown()).Card.ShouldBeNull();
    }

    [Fact]
    public async Task A_card_kept_by_a_setup_becomes_the_one_that_is_charged_when_it_is_the_default()
    {
        var subscription = await Subscribe();
        Little.Cards[subscription.Card!] = Little.Cards[subscription.Card!] with { Customer = null };
        await Tell("payment_method.detached", subscription.Card!);
        var kept = $"pm_of_{subscription.Id}";
        Little.Cards[kept] = new(kept, subscription.Customer, "mastercard", "4444", 1, 2031, IsDefault: true);

        await Tell("setup_intent.succeeded", kept.Replace("pm", "seti", StringComparison.Ordinal));

        (await Shown()).Card!.Last4.ShouldBe("4444");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_made_the_default_on_Stripe_s_page_is_shown_by_its_webhook_or_when_they_come_back(bool heard)
    {
        var subscription = await Subscribe();
        var (first, second) = ($"pm_first_{subscription.Id}", $"pm_second_{subscription.Id}");
        subscription.Card = null;
        Little.Cards[first] = new(first, subscription.Customer, "visa", "1111", 1, 2031, IsDefault: true);
        Little.Cards[second] = new(second, subscription.Customer, "mastercard", "4444", 1, 2031, IsDefault: false);
        await Tell("customer.subscription.updated", subscription.Id);
        await Tell("payment_method.attached", second);
        await Tell("payment_method.attached", first);
        (await Shown()).Card!.Last4.ShouldBe("1111");

        Little.Cards[first] = Little.Cards[first] with { IsDefault = false };
        Little.Cards[second] = Little.Cards[second] with { IsDefault = true };
        if (heard) await Tell("customer.updated", subscription.Customer);
        else await ComeBack();

        (await Shown()).Card!.Last4.ShouldBe("4444");
    }

    private async Task ComeBack()
    {
        (await Billing.Send(Buyer, new RefreshSubscription(Contractor))).IsFailure.ShouldBeFalse();
        await Billing.Deliver();
    }

    [Fact]
    public async Task The_portal_is_for_whom_Stripe_knows()
    {
        (await Portal()).Error.Code.ShouldBe("billing.not-subscribed");
        var subscription = await Subscribe();

        (await Portal()).Value.ShouldBe(new Uri($"https://portal.example/{subscription.Customer}/en"));
        Little.Line = Line.Down;
        (await Portal()).Error.Code.ShouldBe("billing.stripe-unavailable");
    }

    private Task<LeadMarket.Kernel.Result<Uri>> Portal() => Billing.Send(Buyer, new OpenBillingPortal(Contractor, "en", new Uri("https://site.example/plan")));
}
