using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class AttemptTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task The_first_try_makes_a_new_lead_contacted_and_none_moves_one_that_is_further()
    {
        var (me, unlock) = await BoughtOne();
        await Log(me, unlock, AttemptOutcome.NoAnswer);
        (await Open(me, unlock)).Lead.Work.Progress.ShouldBe(LeadProgress.Contacted);

        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Lost));
        Later(TimeSpan.FromHours(2));
        await Log(me, unlock, AttemptOutcome.Sent, AttemptWay.Text);

        var lead = await Open(me, unlock);
        (lead.Lead.Work.Progress, lead.Lead.Work.Attempts, lead.Lead.Work.LastAttemptAt).ShouldBe((LeadProgress.Lost, 2, Database.Clock.Now));
        lead.Attempts.Select(attempt => (attempt.Way, attempt.Outcome, attempt.At)).ShouldBe(
            [(AttemptWay.Call, AttemptOutcome.NoAnswer, Samples.Noon), (AttemptWay.Text, AttemptOutcome.Sent, Samples.Noon.AddHours(2))]);
    }

    [Fact]
    public async Task Ten_clicks_at_once_log_one_try()
    {
        var (me, unlock) = await BoughtOne();
        var attempt = new LogContactAttempt(me, unlock, Guid.NewGuid(), AttemptWay.Call, AttemptOutcome.NoAnswer);

        (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => As(me, attempt))))).ShouldAllBe(answer => !answer.IsFailure);

        (await Open(me, unlock)).Lead.Work.Attempts.ShouldBe(1);
        (await Count("lead_moves")).ShouldBe(1);
    }

    [Theory]
    [InlineData(AttemptWay.Call, "Reached NoAnswer Voicemail WrongNumber OutOfService")]
    [InlineData(AttemptWay.Text, "Reached Sent")]
    [InlineData(AttemptWay.Email, "Reached Sent")]
    [InlineData((AttemptWay)7, "")]
    public async Task An_outcome_goes_with_its_way(AttemptWay way, string outcomes)
    {
        var (me, unlock) = await BoughtOne();

        foreach (var outcome in Enum.GetValues<AttemptOutcome>().Append((AttemptOutcome)17))
        {
            var answer = await As(me, new LogContactAttempt(me, unlock, Guid.NewGuid(), way, outcome));
            answer.IsFailure.ShouldBe(!outcomes.Split(' ').Contains(outcome.ToString(), StringComparer.Ordinal), outcome.ToString());
            if (answer.IsFailure) answer.Error.Code.ShouldBe("validation.failed");
        }
    }

    [Fact]
    public async Task The_hundredth_try_is_the_last_whoever_posts_how_fast()
    {
        var (me, unlock) = await BoughtOne();
        await Database.Truth<object>("""
            insert into purchasing.contact_attempts (unlock_id, id, contractor_id, way, outcome, attempted_at)
            select @id, gen_random_uuid(), @me, 'call', 'no-answer', @at from generate_series(1, 95)
            """, new { id = unlock.Value, me = me.Value, at = Samples.Noon });
        var once = Enumerable.Range(0, 20).Select(_ => new LogContactAttempt(me, unlock, Guid.NewGuid(), AttemptWay.Call, AttemptOutcome.NoAnswer)).ToList();

        var answers = await Task.WhenAll(once.Select(attempt => Task.Run(() => As(me, attempt))));

        answers.Where(answer => answer.IsFailure).Select(answer => answer.Error.Code).ShouldBe(Enumerable.Repeat("purchasing.attempts-full", 15));
        (await Open(me, unlock)).Lead.Work.Attempts.ShouldBe(100);
        // One that was logged is answered as it was.
        await Done(me, once[answers.Index().First(answer => !answer.Item.IsFailure).Index]);
        await Log(me, await BuyAnother(me), AttemptOutcome.NoAnswer);
    }

    // A return is judged by it: whoever could mend it could prove anything.
    [Theory]
    [InlineData("update purchasing.contact_attempts set outcome = 'no-answer'")]
    [InlineData("update purchasing.contact_attempts set attempted_at = attempted_at - interval '1 day'")]
    [InlineData("delete from purchasing.contact_attempts")]
    [InlineData("update purchasing.lead_moves set detail = 'new'")]
    [InlineData("delete from purchasing.lead_moves")]
    public async Task What_was_logged_is_never_changed_or_removed_by_anybody(string change)
    {
        var (me, unlock) = await BoughtOne();
        await Log(me, unlock, AttemptOutcome.Reached);

        foreach (var actor in new[] { Actor.Contractor(me), Actor.Staff, Actor.System })
            (await Should.ThrowAsync<PostgresException>(() => Database.As<object>(actor, change))).SqlState.ShouldBe("42501", actor.Kind);
        (await Should.ThrowAsync<PostgresException>(() => Database.Truth<object>(change))).SqlState.ShouldBe("42501", "the owner of the table too");
    }
}
