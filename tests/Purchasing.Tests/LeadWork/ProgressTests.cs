using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class ProgressTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task Any_move_is_allowed_and_each_is_a_step_once()
    {
        var (me, unlock) = await BoughtOne();

        foreach (var progress in new[] { LeadProgress.Contacted, LeadProgress.Won, LeadProgress.Won, LeadProgress.Contacted, LeadProgress.Lost, LeadProgress.New })
        {
            Later(TimeSpan.FromMinutes(1));
            await Done(me, new SetLeadProgress(me, unlock, progress));
            (await Open(me, unlock)).Lead.Work.Progress.ShouldBe(progress);
        }

        (await Open(me, unlock)).Steps.Where(step => step.Kind is "progress").Select(step => step.Detail).ShouldBe(["contacted", "won", "contacted", "lost", "new"]);
    }

    [Fact]
    public async Task Amounts_stay_until_they_are_said_anew_and_go_with_their_own_progress_alone()
    {
        var (me, unlock) = await BoughtOne();

        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Quoted, 180_000));
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Quoted));
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Won, 175_000));
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Won, 0));
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Lost, 1));

        var work = (await Open(me, unlock)).Lead.Work;
        (work.Progress, work.Quoted, work.Earned).ShouldBe((LeadProgress.Lost, Samples.Cad(180_000), Samples.Cad(0)));
    }

    [Fact]
    public async Task What_a_won_lead_had_been_quoted_for_is_corrected_without_a_step_back()
    {
        var (me, unlock) = await BoughtOne();
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Won, 175_000));

        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Won, 170_000, QuotedCents: 180_000));
        (await As(me, new SetLeadProgress(me, unlock, LeadProgress.Won, 1, QuotedCents: -1))).Error.Code.ShouldBe("validation.failed");

        var lead = await Open(me, unlock);
        (lead.Lead.Work.Quoted, lead.Lead.Work.Earned).ShouldBe((Samples.Cad(180_000), Samples.Cad(170_000)));
        lead.Steps.Where(step => step.Kind is "progress").Select(step => step.Detail).ShouldBe(["won"]);
    }

    [Theory]
    [InlineData(LeadProgress.Quoted, -1L)]
    [InlineData(LeadProgress.Won, 100_000_001L)]
    [InlineData((LeadProgress)9, null)]
    public async Task Impossible_amounts_and_words_are_refused(LeadProgress progress, long? cents)
    {
        var (me, unlock) = await BoughtOne();

        (await As(me, new SetLeadProgress(me, unlock, progress, cents))).Error.Code.ShouldBe("validation.failed");
        (await As(me, new SetLeadProgress(me, unlock, LeadProgress.Contacted, -1))).IsFailure.ShouldBeFalse("ignored where it means nothing");
    }

    [Fact]
    public async Task Only_a_lead_of_one_s_own_that_is_paid_for_can_be_worked()
    {
        var (me, mine) = await BoughtOne();
        var (rival, theirs) = await BoughtOne();
        var unpaid = (await Start(me, await AddListing())).Value.Id;
        await GiveBack(mine);

        foreach (var unlock in new[] { mine, theirs, unpaid, new UnlockId(Guid.CreateVersion7()) })
        {
            foreach (var wish in Wishes(me, unlock)) (await As(me, wish)).Error.Code.ShouldBe("purchasing.unlock-not-found");
            // Nor in another's name, not even where row level security would not see it.
            foreach (var wish in Wishes(rival, mine)) (await As(me, wish)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        }

        foreach (var wish in Wishes(me, theirs)) (await Database.Send(Actor.System, wish)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        foreach (var table in new[] { "lead_work", "lead_notes", "contact_attempts", "lead_moves" }) (await Count(table)).ShouldBe(0, table);
    }

    private IEnumerable<ICommand> Wishes(ContractorId contractor, UnlockId unlock) =>
    [
        new SetLeadProgress(contractor, unlock, LeadProgress.Won), new AddLeadNote(contractor, unlock, Guid.NewGuid(), "n"), new RemoveLeadNote(contractor, unlock, Guid.NewGuid()),
        new LogContactAttempt(contractor, unlock, Guid.NewGuid(), AttemptWay.Call, AttemptOutcome.NoAnswer),
        new SetReminder(contractor, unlock, Database.Clock.Now.AddHours(1)),
    ];
}
