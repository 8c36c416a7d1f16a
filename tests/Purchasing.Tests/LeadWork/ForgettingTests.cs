using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

/// <summary>What a contractor wrote about a person goes with the person's details.</summary>
public sealed class ForgettingTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    private const string Words = "Wilhelmine";

    [Theory]
    [InlineData("withdraw")]
    [InlineData("one-buyer")]
    [InlineData("erase")]
    [InlineData("refund")]
    [InlineData("news")]
    public async Task Notes_reminders_and_words_about_a_return_are_destroyed_with_the_contact(string end)
    {
        var (me, unlock) = await Written();
        var rival = await BoughtOne();
        await Done(rival.Me, new AddLeadNote(rival.Me, rival.Unlock, Guid.NewGuid(), "Autre personne"));
        var lead = await LeadOf(await ListingOf(unlock));
        (await Traces()).ShouldNotBeEmpty("or there would be nothing to destroy");

        (await (end switch
        {
            "withdraw" => AsHomeowner(new WithdrawRequest(lead)),
            "one-buyer" => AsHomeowner(new WithdrawFromBuyer(lead, unlock)),
            "erase" => AsHomeowner(new EraseRequest(lead)),
            "news" => React<DestroyCopiesWhenLeadErased, LeadErased>(new LeadErased(lead, Samples.Noon)),
            _ => Refund(me, unlock),
        })).IsFailure.ShouldBeFalse();

        (await Traces()).ShouldBeEmpty();
        (await NotesOf(unlock), await NotesOf(rival.Unlock)).ShouldBe((0, 1));
        // What is evidence, or money, names nobody and stays.
        var left = await Open(me, unlock);
        (left.Lead.Work.Progress, left.Lead.Work.Quoted, left.Lead.Work.Attempts, left.Lead.Work.ReminderAt).ShouldBe((LeadProgress.Quoted, Samples.Cad(5000), 1, null));
        (left.Lead.Return!.Reason, left.Lead.Return.Note).ShouldBe(("other", null));
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("refund")]
    public async Task Nothing_more_is_written_about_a_person_whose_details_are_gone(string end)
    {
        var (me, unlock) = await BoughtOne();
        if (end is "withdraw") await AsHomeowner(new WithdrawRequest(await LeadOf(await ListingOf(unlock))));
        else await Refund(me, unlock);
        var code = end is "withdraw" ? "purchasing.contact-withdrawn" : "purchasing.unlock-not-found";

        (await As(me, new AddLeadNote(me, unlock, Guid.NewGuid(), Words))).Error.Code.ShouldBe(code);
        (await As(me, new LogContactAttempt(me, unlock, Guid.NewGuid(), AttemptWay.Call, AttemptOutcome.NoAnswer))).Error.Code.ShouldBe(code);
        (await As(me, new SetReminder(me, unlock, Samples.Noon.AddHours(1), Words))).Error.Code.ShouldBe(code);
        (await As(me, new SetLeadProgress(me, unlock, LeadProgress.Lost))).IsFailure.ShouldBe(end is "refund", "how it ended may still be told");
    }

    [Fact]
    public async Task Twelve_times_a_note_and_the_withdrawal_meet_and_no_note_survives()
    {
        var rounds = new List<(ContractorId Me, UnlockId Unlock, LeadId Lead)>();
        for (var i = 0; i < 12; i++)
        {
            var (me, unlock) = await BoughtOne();
            rounds.Add((me, unlock, await LeadOf(await ListingOf(unlock))));
        }

        await Parallel.ForEachAsync(rounds.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (round, _) =>
        {
            var (me, unlock, lead) = round.Item;
            Func<Task<Result>> write = () => As(me, new AddLeadNote(me, unlock, Guid.NewGuid(), Words));
            Func<Task<Result>> remind = () => As(me, new SetReminder(me, unlock, Samples.Noon.AddHours(1), Words));
            Func<Task<Result>> ask = async () => (await Ask(me, unlock, note: Words)) is { IsFailure: true } refused ? refused.Error : Result.Success;
            Func<Task<Result>> withdraw = () => AsHomeowner(new WithdrawRequest(lead));
            var wishes = round.Index % 2 == 0 ? new[] { write, remind, withdraw } : [withdraw, write, remind];
            (await Task.WhenAll(wishes.Select(wish => Task.Run(wish)))).ShouldAllBe(outcome => !outcome.IsFailure || outcome.Error.Code == "purchasing.contact-withdrawn");
        });

        (await Count("lead_notes")).ShouldBe(0);
        (await Database.Truth<long>("select count(*) from purchasing.lead_work where reminder_at is not null")).ShouldBe(0);
    }

    // After the contact is gone a return may still be asked for, in words; a homeowner who wants to be forgotten later is.
    [Fact]
    public async Task Words_written_to_staff_after_the_contact_was_gone_are_destroyed_by_the_erasure()
    {
        var (me, unlock) = await BoughtOne();
        var lead = await LeadOf(await ListingOf(unlock));
        await AsHomeowner(new WithdrawRequest(lead));
        var asked = (await Ask(me, unlock, note: $"{Words} ne veut rien")).Value;
        await Judge(me, asked, unlock);
        (await Traces()).ShouldNotBeEmpty();

        for (var told = 0; told < 2; told++)
            (await React<ForgetWordsWhenLeadErased, LeadErased>(new LeadErased(lead, Samples.Noon))).IsFailure.ShouldBeFalse();

        (await Traces()).ShouldBeEmpty();
    }

    // Staff can read them until they have decided; whoever erased everything before hears of it no more.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_written_after_an_erasure_do_not_outlive_the_decision(bool byStaff)
    {
        var (me, unlock) = await BoughtOne();
        var lead = await LeadOf(await ListingOf(unlock));
        await Log(me, unlock, AttemptOutcome.Reached);
        await AsHomeowner(new EraseRequest(lead));
        await React<ForgetWordsWhenLeadErased, LeadErased>(new LeadErased(lead, Samples.Noon));

        // What evidence denies goes on to staff by an appeal.
        var asked = (await Ask(me, unlock, "no-answer", $"{Words} ne répond pas")).Value;
        (await Judge(me, asked, unlock)).Note.ShouldBeNull("it is denied");
        await Done(me, new AppealReturn(me, asked, $"{Words} ne répond plus"));
        (await Open(me, unlock)).Lead.Return!.AppealText.ShouldBe($"{Words} ne répond plus");

        if (byStaff) (await Database.Send(Actor.Staff, new DecideReturn(asked, Approve: false, $"{Words} a retiré sa demande"))).IsFailure.ShouldBeFalse();
        else
        {
            Later(TestMarket.Returns.StaffPromise);
            await SweepReturns();
        }

        await Database.Truth<object>("delete from purchasing.outbox_messages");
        (await Traces()).ShouldBeEmpty();
    }

    private async Task<(ContractorId Me, UnlockId Unlock)> Written()
    {
        var (me, unlock) = await BoughtOne();
        await Log(me, unlock, AttemptOutcome.NoAnswer);
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Quoted, 5000));
        await Done(me, new AddLeadNote(me, unlock, Guid.NewGuid(), $"{Words} préfère le soir"));
        await Done(me, new SetReminder(me, unlock, Samples.Noon.AddDays(1), $"Rappeler {Words}"));
        var asked = (await Ask(me, unlock, note: $"{Words} a déjà quelqu’un")).Value;
        await Judge(me, asked, unlock);
        (await Database.Send(Actor.Staff, new DecideReturn(asked, Approve: false, $"{Words} dit le contraire"))).IsFailure.ShouldBeFalse();
        // The mail about the verdict carries the words of staff; what was told is deleted once it is delivered.
        await Database.Truth<object>("delete from purchasing.outbox_messages");
        return (me, unlock);
    }

    private async Task<Result> Refund(ContractorId me, UnlockId unlock)
    {
        await GiveBack(unlock);
        return await HearRefunded(me, unlock);
    }

    private async Task<ListingId> ListingOf(UnlockId unlock) =>
        new(await Database.Truth<Guid>("select listing_id from purchasing.unlocks where id = @id", new { id = unlock.Value }));

    private Task<IReadOnlyList<string>> Traces() => Database.TracesOf([Words], "+1 819 555 0000");
}
