using LeadMarket.Kernel;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>While Stripe is silent every question to it takes its time: a sweep that asked a hundred would outlast many others.</summary>
public sealed class SweepTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task What_needs_no_Stripe_is_done_and_of_the_rest_one_alone_is_asked_while_it_is_silent()
    {
        var held = new List<UnlockId>();
        for (var n = 0; n < 3; n++)
        {
            held.Add((await Start(await AddContractor(), await AddListing())).Value.Id);
            // One is due before the next.
            Later(TimeSpan.FromMilliseconds(1));
        }

        // Due after them, and stopped before Stripe ever heard of it.
        Later(TimeSpan.FromSeconds(1));
        var listing = await AddListing();
        var unpriced = (await Reserve(await AddContractor(), listing)).Value;
        Later(TestMarket.Hold);
        Others.StripeAnswers = false;

        await Sweep();

        (await State(unpriced), await Slots(listing), Others.Closings).ShouldBe(("expired", 0, 1));
        foreach (var unlock in held.Skip(1)) (await State(unlock)).ShouldBe("open");

        // Another one each time: the one that was asked about waits.
        await Sweep();
        (Others.Closings, await State(held[1])).ShouldBe((2, "cancelling"));

        Others.StripeAnswers = true;
        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        foreach (var unlock in held) (await State(unlock)).ShouldBe("expired");
    }

    [Fact]
    public async Task A_page_that_Stripe_does_not_open_keeps_the_others_waiting_for_the_next_sweep()
    {
        Others.StripeAnswers = false;
        var opening = new List<UnlockId>();
        for (var n = 0; n < 3; n++) opening.Add((await Start(await AddContractor(), await AddListing())).Value.Id);
        Later(TimeSpan.FromSeconds(10));
        var asked = Others.Openings;

        await Sweep();
        (Others.Openings - asked).ShouldBe(1);

        Others.StripeAnswers = true;
        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        foreach (var unlock in opening) (await State(unlock)).ShouldBe("open");
    }

    [Fact]
    public async Task A_slot_goes_back_before_another_page_is_asked_for()
    {
        Others.StripeAnswers = false;
        var opening = (await Start(await AddContractor(), await AddListing())).Value;
        Others.StripeAnswers = true;
        var (me, other) = (await AddContractor(), await AddListing());
        var held = (await Start(me, other)).Value;
        Others.StripeAnswers = false;
        Later(TimeSpan.FromSeconds(1));
        await Cancel(me, held.Id);
        Later(TimeSpan.FromSeconds(10));
        var asked = (Others.Openings, Others.Closings);

        await Sweep();

        (Others.Openings, Others.Closings).ShouldBe((asked.Openings, asked.Closings + 1));
        (await State(opening.Id)).ShouldBe("opening");
    }

    // Nobody pays it on a page, and nobody keeps the others from theirs.
    [Fact]
    public async Task What_costs_nothing_keeps_nobody_waiting()
    {
        Others.StripeAnswers = false;
        var free = (await Start(await AddContractor(), await AddListing(), OtherModules.FreeCode)).Value;
        var opening = (await Start(await AddContractor(), await AddListing())).Value;
        Later(TimeSpan.FromSeconds(10));
        var asked = Others.Openings;

        await Sweep();

        (Others.Openings - asked, await State(free.Id), await State(opening.Id)).ShouldBe((2, "opening", "opening"));
    }
}
