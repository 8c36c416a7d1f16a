using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Application;

public sealed class AnswerRulesTests
{
    private readonly IntakeRules _rules = new(TestMarket.Create(), new StoppedClock(Forms.Now));

    [Fact]
    public void An_answer_to_a_hidden_question_is_dropped_without_a_word()
    {
        var (form, errors) = _rules.Check(Forms.Valid with { Answers = Forms.Answers(("parking", ["street"]), ("garage-width", ["a\0b"])) });

        errors.ShouldBeEmpty();
        form.Answers!.Keys.ShouldBe(["parking"]);
    }

    [Fact]
    public void Answers_are_kept_in_one_spelling()
    {
        var (form, errors) = _rules.Check(Forms.Valid with
        {
            Answers = Forms.Answers(("parking", ["garage"]), ("garage-width", [" 1\u00a02 "]), ("extras", ["wifi", "wifi"]), ("notes", [" Ame\u0301lie "])),
        });

        errors.ShouldBeEmpty();
        form.Answers!["garage-width"].ShouldBe(["12"]);
        form.Answers["extras"].ShouldBe(["wifi"]);
        form.Answers["notes"].ShouldBe(["Amélie"]);
    }

    [Fact]
    public void Today_is_the_markets_day_and_not_Greenwichs()
    {
        // 02:00 in Greenwich on the 22nd is still the 21st in Montreal.
        var rules = new IntakeRules(TestMarket.Create(), new StoppedClock(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero)));

        rules.Check(Forms.WithAnswer("before", "2026-11-21")).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Another_service_keeps_only_the_answers_that_it_would_take()
    {
        var form = Forms.WithAnswer("notes", "dog in the yard") with { Service = "heat-pump" };

        // "parking" is asked there too, with other options: the old answer means nothing.
        _rules.KeepAnswersThatBelong(form).Answers!.Keys.ShouldBe(["notes"]);
    }

    [Fact]
    public void One_step_is_judged_by_its_own_rules_alone()
    {
        var form = Forms.Valid with { Name = null, Budget = null };

        _rules.Check(form, IntakeStep.Details).Errors.ShouldBeEmpty();
        _rules.Check(form, IntakeStep.Contact).Errors.ShouldHaveSingleItem().Code.ShouldBe("leads.name-missing");
    }

    [Fact]
    public void Details_without_a_service_ask_for_the_service() =>
        _rules.Check(Forms.Valid with { Service = null }, IntakeStep.Details).Errors.ShouldHaveSingleItem().Code.ShouldBe("leads.service-missing");
}
