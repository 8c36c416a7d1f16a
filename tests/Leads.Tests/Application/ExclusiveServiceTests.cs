using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Application;

/// <summary>One contractor buys a lead of an exclusive service, and the homeowner agrees to one.</summary>
public sealed class ExclusiveServiceTests
{
    private readonly IntakeRules _rules = new(TestMarket.Create(), new StoppedClock(Forms.Now));

    private static LeadForm Solar => Forms.Valid with { Service = TestMarket.Exclusive, Answers = null, Quotes = null };

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]       // said of another service, before the homeowner changed their mind
    [InlineData(-1)]
    public void Nothing_is_asked_and_one_is_agreed_to_whatever_was_said_before(int? quotes)
    {
        var request = _rules.Read(Solar with { Quotes = quotes }).Value;

        request.Project.Quotes.ShouldBe(1);
        request.Consents.ShouldHaveSingleItem().Text.ShouldBe("Jusqu'à 1 entrepreneurs peuvent me joindre.");
    }

    [Fact]
    public void The_step_of_the_draft_keeps_one() =>
        _rules.Check(Solar, IntakeStep.Project).Form.Quotes.ShouldBe(1);

    [Fact]
    public void A_shared_service_still_asks() =>
        _rules.Check(Forms.Valid with { Quotes = null }).Errors.ShouldBe([new FieldError("quotes", "leads.quotes-missing")]);
}
