using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using LeadMarket.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>From the moment a pause is answered, no unlock starts.</summary>
public sealed class PauseTests(PurchasingDatabase database) : PurchasingTest(database)
{
    [Fact]
    public async Task A_paused_contractor_starts_no_unlock_and_a_resumed_one_does()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Pause(me);

        (await Reserve(me, listing)).Error.Code.ShouldBe("purchasing.paused");
        (await Slots(listing)).ShouldBe(0);

        await Database.Send(Actor.Contractor(me), new ResumeLeads(me));
        (await Reserve(me, listing)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_being_bought_goes_on_through_a_pause()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var unlock = (await Reserve(me, listing)).Value;
        await Pause(me);

        (await Reserve(me, listing)).Value.ShouldBe(unlock);
    }

    [Fact]
    public async Task A_paused_contractor_sees_the_board_and_since_when_they_are_paused()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Pause(me);
        Database.Clock.Now = Samples.Noon.AddHours(1);
        await Pause(me);

        (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value.Items.ShouldHaveSingleItem().ListingId.ShouldBe(listing);
        var paused = (await Database.Send(Actor.Contractor(me), new GetContractor(me))).Value;
        (paused.PausedAt, paused.Refusal).ShouldBe((Samples.Noon, "purchasing.paused"));
    }

    // The slot is being taken as the pause arrives: it waits, so that nothing starts once it is answered.
    [Fact]
    public async Task A_pause_is_answered_after_the_slot_that_is_being_taken()
    {
        var me = await AddContractor();
        var pausing = Task.CompletedTask;

        await InTransaction(async services =>
        {
            await services.GetRequiredService<IContractors>().Hold(me, CancellationToken.None);
            pausing = Task.Run(() => Pause(me));
            await Eventually.Holds(async () => await Waiting() == 1, TimeSpan.FromSeconds(30), "the pause waits");
            pausing.IsCompleted.ShouldBeFalse();
        });

        await pausing;
    }

    [Fact]
    public async Task Who_tries_to_buy_while_the_pause_is_being_written_is_refused_by_it()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var buying = Task.FromResult<Result<UnlockId>>(ContractorErrors.NotFound);

        await InTransaction(async services =>
        {
            await services.GetRequiredService<PurchasingDbContext>().Database.ExecuteSqlAsync(
                $"update purchasing.contractors set paused_at = {Samples.Noon} where id = {me.Value}");
            buying = Task.Run(() => Reserve(me, listing));
            await Eventually.Holds(async () => await Waiting() == 1, TimeSpan.FromSeconds(30), "the buyer waits");
        });

        (await buying).Error.Code.ShouldBe("purchasing.paused");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_pauses_or_resumes_another_contractor(bool pause)
    {
        var (victim, stranger) = (await AddContractor(), await AddContractor());

        var refused = pause
            ? await Database.Send(Actor.Contractor(stranger), new PauseLeads(victim))
            : await Database.Send(Actor.Contractor(stranger), new ResumeLeads(victim));

        refused.Error.Code.ShouldBe("purchasing.contractor-not-found");
    }

    private async Task Pause(ContractorId contractor) =>
        (await Database.Send(Actor.Contractor(contractor), new PauseLeads(contractor))).IsFailure.ShouldBeFalse();
}
