using LeadMarket.Billing.Application;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Inbox;

public sealed class RoutedEventsTests(BillingDatabase billing) : BillingTest(billing)
{
    public static TheoryData<string> Routed => [.. StripeEventRoutes.Types];

    [Fact]
    public void Every_event_that_money_or_rights_depend_on_is_followed_and_each_is_asked_for_once() =>
        StripeEventRoutes.Types.ShouldBeUnique();

    [Theory]
    [InlineData("checkout.session.completed")]
    [InlineData("checkout.session.expired")]
    [InlineData("checkout.session.async_payment_succeeded")]
    [InlineData("checkout.session.async_payment_failed")]
    [InlineData("payment_intent.succeeded")]
    [InlineData("payment_intent.payment_failed")]
    [InlineData("refund.created")]
    [InlineData("refund.updated")]
    [InlineData("refund.failed")]
    [InlineData("charge.refunded")]
    [InlineData("charge.dispute.created")]
    [InlineData("charge.dispute.closed")]
    [InlineData("customer.subscription.created")]
    [InlineData("customer.subscription.updated")]
    [InlineData("customer.subscription.deleted")]
    [InlineData("customer.subscription.paused")]
    [InlineData("customer.subscription.resumed")]
    [InlineData("customer.updated")]
    [InlineData("invoice.paid")]
    [InlineData("invoice.payment_failed")]
    [InlineData("setup_intent.succeeded")]
    [InlineData("payment_method.attached")]
    [InlineData("payment_method.detached")]
    [InlineData("radar.early_fraud_warning.created")]
    public void The_events_of_the_reference_s_table_are_followed(string type) =>
        StripeEventRoutes.Of(new StripeEventReceived("evt_1", type, "x_1", DateTimeOffset.UnixEpoch)).ShouldNotBeOfType<IgnoreStripeEvent>();

    [Theory]
    [MemberData(nameof(Routed))]
    public async Task An_event_about_an_object_of_another_account_is_done_with_and_changes_nothing(string type)
    {
        await Hear(type, $"of_others_{Purchase}", times: 2, deliveries: 2);

        (await Billing.Truth<long>("select count(*) from billing.stripe_events where object_id = @id and processed_at is null", new { id = $"of_others_{Purchase}" })).ShouldBe(0);
        (await Payments()).ShouldBe(0);
    }
}
