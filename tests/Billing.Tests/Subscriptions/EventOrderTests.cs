using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>Webhooks come late, twice and out of order; answers to our own questions come late as well.</summary>
public sealed class EventOrderTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    public static TheoryData<string> Orders => new(Permutations("scui"));

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Session_created_updated_and_paid_in_any_order_end_in_the_same_state(string order)
    {
        await Start();
        var page = PageOf(Contractor);
        var subscription = Little.Pay(page);

        foreach (var which in order)
        {
            await (which switch
            {
                's' => Tell("checkout.session.completed", page.Id, deliveries: 2),
                'c' => Tell("customer.subscription.created", subscription.Id, deliveries: 2),
                'u' => Tell("customer.subscription.updated", subscription.Id),
                _ => Tell("invoice.paid", subscription.LatestBill!, deliveries: 2),
            });
        }

        (await Shown()).State.ShouldBe("active");
        (await Quoted()).ShouldBe("pro");
        (await ToldPlans()).ShouldBe("free-pro");
        (await Balance("plan-sales")).ShouldBe(-4900);
        (await Balance("stripe")).ShouldBe(5634);
        (await Documents()).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_was_asked_for_earlier_and_comes_later_changes_nothing()
    {
        var subscription = await Subscribe();
        var early = (await Billing.Send(Actor.System, new BeginFollow(subscription.Id, Row: null))).Value.Seq;
        var stale = Little.Fetch(subscription);
        subscription.EndsAtPeriodEnd = true;
        await Tell("customer.subscription.updated", subscription.Id);

        (await Billing.Send(Actor.System, new ApplySubscription(stale, early, EventId: null))).IsFailure.ShouldBeFalse();

        (await Shown()).EndsAtPeriodEnd.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_subscription_is_over_whatever_is_said_of_it_later()
    {
        var subscription = await Subscribe();
        Little.Delete(subscription.Id);
        await Tell("customer.subscription.deleted", subscription.Id);
        subscription.State = SubscriptionState.Active;

        await Tell("customer.subscription.updated", subscription.Id);

        (await Shown()).State.ShouldBe("ended");
        (await Quoted()).ShouldBe("free");
        (await ToldPlans()).ShouldBe("free-pro pro-free");
        (await Start()).Value.State.ShouldBe("open", "they may subscribe anew");
    }

    [Fact]
    public async Task A_late_word_about_an_ended_subscription_is_no_news_of_the_one_that_is_paid_for_now()
    {
        var ended = await Subscribe();
        Little.Delete(ended.Id);
        await Tell("customer.subscription.deleted", ended.Id);
        await Subscribe("elite");

        await Tell("customer.subscription.updated", ended.Id);

        (await Quoted()).ShouldBe("elite");
        (await ToldPlans()).ShouldBe("free-pro pro-free free-elite");
    }

    [Fact]
    public async Task A_subscription_of_somebody_else_s_shop_is_marked_and_left()
    {
        var strange = Little.Begin(row: null, "cus_of_nobody", PriceOf("pro"));

        await Tell("customer.subscription.created", strange.Id);
        await Tell("invoice.paid", strange.LatestBill!);
        await Tell("customer.subscription.created", "sub_that_is_not_there");

        strange.State.ShouldBe(SubscriptionState.Active);
    }

    [Fact]
    public async Task A_price_that_is_no_plan_of_ours_gives_no_rights_and_is_alarmed()
    {
        var subscription = await Subscribe();
        subscription.Price = new LittlePrice("price_of_nobody", "other", "other", null, subscription.Price.Amount);

        await Tell("customer.subscription.updated", subscription.Id);

        (await Quoted()).ShouldBe("free");
        (await Alarms("payment-mismatch", subscription.Id)).ShouldBe(1);
    }

    private Task<long> Documents() =>
        Billing.Truth<long>("select count(*) from billing.documents where contractor_id = @id", new { id = Contractor.Value });

    private static IEnumerable<string> Permutations(string letters) => letters.Length < 2
        ? [letters]
        : letters.SelectMany(first => Permutations(letters.Replace(first.ToString(), "", StringComparison.Ordinal)).Select(rest => first + rest));
}
