using LeadMarket.Kernel;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Held again and again without being paid, a lead is kept from everybody else for nothing.</summary>
public sealed class TriesTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lead_is_held_a_third_time_without_paying_and_not_a_fourth(bool givenBack)
    {
        var (me, listing) = (await AddContractor(), await AddListing(capacity: 1));
        for (var tries = 0; tries < 3; tries++) await LetGo(me, listing, givenBack);

        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.tried-too-often");

        (await Slots(listing)).ShouldBe(0);
        (await Start(me, await AddListing())).IsFailure.ShouldBeFalse();
        (await Start(await AddContractor(), listing)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_day_after_the_first_of_three_tries_there_is_another()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await LetGo(me, listing);
        Later(TimeSpan.FromHours(1));
        for (var tries = 0; tries < 2; tries++) await LetGo(me, listing);

        Later(TimeSpan.FromHours(23) - TimeSpan.FromMilliseconds(1));
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.tried-too-often");
        Later(TimeSpan.FromMilliseconds(1));

        await LetGo(me, listing);
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.tried-too-often");
    }

    [Fact]
    public async Task A_third_try_that_is_paid_is_bought()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        for (var tries = 0; tries < 2; tries++) await LetGo(me, listing);

        (await State((await Buy(me, listing)).Id)).ShouldBe("paid");
    }

    [Fact]
    public async Task A_hold_that_ended_because_Stripe_was_silent_is_no_try()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        for (var silent = 0; silent < 4; silent++)
        {
            Others.StripeAnswers = false;
            var started = (await Start(me, listing)).Value;
            Later(TestMarket.Hold);
            Others.StripeAnswers = true;
            await Sweep();
            (await State(started.Id)).ShouldBe("expired");
        }

        (await Start(me, listing)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_of_ours_is_no_try()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Others.StripeRefuses = true;
        for (var refused = 0; refused < 4; refused++) (await Start(me, listing)).Error.Code.ShouldBe("billing.payments-refused");
        Others.StripeRefuses = false;
        for (var refused = 0; refused < 4; refused++) (await Start(me, listing, "UNKNOWN")).IsFailure.ShouldBeTrue();

        (await Start(me, listing)).IsFailure.ShouldBeFalse();
    }

    // Else one would ask and give back, ask and give back, always before the page is there.
    [Theory]
    [InlineData(2999, true)]
    [InlineData(3000, false)]
    public async Task Given_back_before_there_could_be_a_page_it_was_a_try_and_after_waiting_for_one_in_vain_it_was_not(int waited, bool counts)
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        for (var tries = 0; tries < 2; tries++) await LetGo(me, listing);
        Others.StripeAnswers = false;
        var started = (await Start(me, listing)).Value;
        Others.StripeAnswers = true;
        Later(TimeSpan.FromMilliseconds(waited));
        (await Cancel(me, started.Id)).Value.State.ShouldBe("expired");

        (await Start(me, listing)).IsFailure.ShouldBe(counts);
    }

    [Fact]
    public async Task The_rest_of_a_lead_is_held_a_third_time_without_paying_and_not_a_fourth()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await LetGo(me, listing);
        var lead = (await Buy(me, listing)).Id;
        for (var tries = 0; tries < 3; tries++) await Cancel(me, (await Upgrade(me, lead)).Value.Id);

        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.tried-too-often");

        (await Slots(listing)).ShouldBe(0b001);
        var (other, _, another) = await Sold();
        (await Upgrade(other, another)).IsFailure.ShouldBeFalse();
        Later(TimeSpan.FromHours(24));
        (await Upgrade(me, lead)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Twenty_holds_that_are_let_go_within_an_hour_are_enough_leads_and_upgrades_together()
    {
        var (me, _, lead) = await Sold();
        await Cancel(me, (await Upgrade(me, lead)).Value.Id);
        Later(TimeSpan.FromMinutes(1));
        for (var tries = 0; tries < 19; tries++) await LetGo(me, await AddListing());
        var next = await AddListing();

        (await Start(me, next)).Error.Code.ShouldBe("purchasing.too-many-unpaid");
        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.too-many-unpaid");
        (await Start(await AddContractor(), next)).IsFailure.ShouldBeFalse();

        Later(TimeSpan.FromMinutes(59));
        (await Start(me, next)).IsFailure.ShouldBeFalse();
    }

    private async Task LetGo(ContractorId contractor, ListingId listing, bool givenBack = true)
    {
        var started = (await Start(contractor, listing)).Value;
        if (givenBack)
        {
            await Cancel(contractor, started.Id);
        }
        else
        {
            Later(TestMarket.Hold);
            await Sweep();
        }

        (await State(started.Id)).ShouldBe("expired");
    }
}
