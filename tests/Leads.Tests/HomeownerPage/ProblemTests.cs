using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class ProblemTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    [Fact]
    public async Task A_problem_is_kept_for_staff_as_it_was_told()
    {
        var lead = await Listed();
        var unlock = UnlockId.New(Forms.Now);

        await Do(lead, new ReportProblem(lead, "too-many-calls", "  Douze appels\r\nen un jour <b>!</b> ", unlock));
        await Do(lead, new ReportProblem(lead, "unknown-caller", null, null));

        (await View(lead)).Problems.ShouldBe(
            [new ProblemView("too-many-calls", "Douze appels\nen un jour <b>!</b>", unlock, Forms.Now), new ProblemView("unknown-caller", null, null, Forms.Now)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(null, "x", "kind", "leads.problem-kind-unknown", null)]
    [InlineData("RUDE", "x", "kind", "leads.problem-kind-unknown", null)]
    [InlineData("other", null, "text", "leads.problem-text-missing", null)]
    [InlineData("other", " \n ", "text", "leads.problem-text-missing", null)]
    [InlineData("rude", "a\0b", "text", "leads.text-not-allowed", null)]
    [InlineData("rude", "a\u202eb", "text", "leads.text-not-allowed", null)]
    public async Task What_cannot_be_kept_is_refused_by_its_field(string? kind, string? text, string field, string code, int? limit)
    {
        var lead = await Listed();

        var refused = await Ask(lead, new ReportProblem(lead, kind, text, null));

        refused.Error.Fields.ShouldBe([new FieldError(field, code, limit)]);
        (await View(lead)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_longest_text_is_2000_characters()
    {
        var lead = await Listed();

        await Do(lead, new ReportProblem(lead, "other", new string('é', 2000), null));
        var refused = await Ask(lead, new ReportProblem(lead, "other", new string('é', 2001), null));

        refused.Error.Fields.ShouldBe([new FieldError("text", "leads.problem-text-too-long", 2000)]);
        (await Ask(lead, new ReportProblem(lead, "other", new string('x', 5_000_000), null))).Error.Fields.Single().Code.ShouldBe("leads.problem-text-too-long");
    }

    [Fact]
    public async Task The_eleventh_problem_is_one_too_many_also_when_twenty_come_at_once()
    {
        var lead = await Listed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Ask(lead, new ReportProblem(lead, "rude", null, null)))));

        answers.Count(answer => !answer.IsFailure).ShouldBe(10);
        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error == Error.TooMany("leads.too-many-problems", null));
        (await View(lead)).Problems.Count.ShouldBe(10);
    }

    [Fact]
    public async Task After_erasure_nothing_new_is_written_about_a_person()
    {
        var lead = await Listed();
        await Do(lead, new ReportProblem(lead, "rude", "Moi, Amélie, je me plains.", null));
        await Do(lead, new EraseLead(lead));

        (await Ask(lead, new ReportProblem(lead, "other", "C'est encore Amélie.", null))).Error.Code.ShouldBe("leads.lead-not-found");
        (await View(lead)).Problems.ShouldBe([new ProblemView("rude", null, null, Forms.Now)]);
    }

    [Fact]
    public async Task The_last_word_on_who_was_hired_stands()
    {
        var lead = await Listed();
        var unlock = UnlockId.New(Forms.Now);

        await Do(lead, new RecordOutcome(lead, "nobody", null));
        (await Outcome(lead)).ShouldBe(("nobody", null));
        await Do(lead, new RecordOutcome(lead, "hired", unlock));
        (await Outcome(lead)).ShouldBe(("hired", unlock));
        await Do(lead, new RecordOutcome(lead, "elsewhere", unlock));
        (await Outcome(lead)).ShouldBe(("elsewhere", null));
    }

    [Fact]
    public async Task First_words_said_at_once_make_one_outcome()
    {
        var lead = await Listed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Ask(lead, new RecordOutcome(lead, "elsewhere", null)))));

        answers.ShouldAllBe(answer => !answer.IsFailure);
    }

    [Theory]
    [InlineData(null, "outcome")]
    [InlineData("maybe", "outcome")]
    [InlineData("hired", "unlock")]
    public async Task An_outcome_that_says_nothing_is_refused(string? outcome, string field)
    {
        var lead = await Listed();

        (await Ask(lead, new RecordOutcome(lead, outcome, null))).Error.Fields.ShouldBe([new FieldError(field, "leads.outcome-unknown")]);
    }

    private async Task<(string? Outcome, UnlockId? Unlock)> Outcome(LeadId lead)
    {
        var view = await View(lead);
        return (view.Outcome, view.HiredUnlock);
    }
}
