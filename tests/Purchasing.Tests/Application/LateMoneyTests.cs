using LeadMarket.Billing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Money that comes after its slot went back.</summary>
public sealed class LateMoneyTests(PurchasingDatabase database) : MoneyBackTest(database)
{
    [Fact]
    public async Task Late_money_takes_a_slot_that_is_still_free()
    {
        var listing = await AddListing(capacity: 2);
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        await Start(await AddContractor(), listing);

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        var paid = (await See(me, started.Id)).Value;
        (paid.State, paid.Contact is null).ShouldBe(("paid", false));
        (await Slots(listing)).ShouldBe(0b11);
        (await Database.Truth<int>("select slot from purchasing.unlocks where id = @id", new { id = started.Id.Value })).ShouldBe(2);
        RefundOf(started.Id).ShouldBeNull();
    }

    [Fact]
    public async Task Late_money_goes_back_when_no_slot_is_left_and_the_contact_is_never_shown()
    {
        var listing = await AddListing(capacity: 1);
        var me = await AddContractor();
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        await Cancel(me, started.Id);
        await Start(await AddContractor(), listing);

        for (var told = 0; told < 3; told++) (await Pay(me, started)).IsFailure.ShouldBeFalse();

        var ended = (await See(me, started.Id)).Value;
        (ended.State, ended.Contact).ShouldBe(("refunded", null));
        RefundOf(started.Id).ShouldBe("late");
        (await Count("contacts"), await Announced(started.Id)).ShouldBe((0L, 0L));
        (await Slots(listing)).ShouldBe(0b1);
        CouponOf(started.Id).ShouldBe("released");
    }

    [Fact]
    public async Task Late_money_goes_back_when_the_contractor_has_started_anew_meanwhile()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var first = (await Start(me, listing)).Value;
        await Cancel(me, first.Id);
        var second = (await Start(me, listing)).Value;

        await Pay(me, first);
        await Pay(me, second);

        (await State(first.Id), await State(second.Id)).ShouldBe(("refunded", "paid"));
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task Late_money_for_an_expired_lead_goes_back()
    {
        var listing = await AddListing(expiresAt: Samples.Noon.AddHours(1));
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        Later(TimeSpan.FromHours(1));

        await Pay(me, started);

        (await State(started.Id)).ShouldBe("refunded");
    }

    [Fact]
    public async Task Late_money_that_is_back_already_is_given_back_no_second_time()
    {
        var listing = await AddListing(capacity: 1);
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        await Start(await AddContractor(), listing);
        Others.RefundsRefused = "billing.nothing-to-refund";

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        (await State(started.Id)).ShouldBe("refunded");
    }

    [Fact]
    public async Task Late_money_on_its_way_back_is_refunded_when_Billing_says_so()
    {
        var listing = await AddListing(capacity: 1);
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        var other = await Start(await AddContractor(), listing);
        Others.RefundsAre = RefundProgress.Pending;

        (await Pay(me, started)).IsFailure.ShouldBeFalse();
        (await State(started.Id)).ShouldBe("refunding");
        await HearFailed(me, started.Id, "late");
        (await State(started.Id)).ShouldBe("refunding");
        (await HearRefunded(me, started.Id, "late")).IsFailure.ShouldBeFalse();

        (await State(started.Id), await State(other.Value.Id), await Slots(listing)).ShouldBe(("refunded", "open", 0b1));
    }
}
