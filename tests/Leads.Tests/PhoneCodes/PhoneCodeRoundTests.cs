using LeadMarket.Kernel;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.PhoneCodes;

/// <summary>The limits, counted by hand.</summary>
public sealed class PhoneCodeRoundTests
{
    private static readonly DateTimeOffset Now = Forms.Now;

    [Theory]
    [InlineData("491827", "491827")]
    [InlineData(" 491 827 ", "491827")]
    [InlineData("4918\u00a027", "491827")]
    [InlineData("1234", "1234")]
    [InlineData("1234567890", "1234567890")]
    public void A_code_is_read_without_its_spaces(string typed, string digits) => PhoneCodeDigits.Read(typed).Value.ShouldBe(digits);

    [Theory]
    [InlineData(null, "leads.code-missing")]
    [InlineData("", "leads.code-missing")]
    [InlineData("  ", "leads.code-missing")]
    [InlineData("123", "leads.code-malformed")]
    [InlineData("12345678901", "leads.code-malformed")]
    [InlineData("49182a", "leads.code-malformed")]
    [InlineData("４９１８２７", "leads.code-malformed")]
    public void What_cannot_be_a_code_is_refused_on_its_field(string? typed, string code)
    {
        var refused = PhoneCodeDigits.Read(typed).Error;

        refused.Code.ShouldBe(code);
        refused.Kind.ShouldBe(ErrorKind.Validation);
        refused.Fields.ShouldBe([new FieldError("code", code)]);
    }

    [Fact]
    public void Five_texts_half_a_minute_apart_and_then_a_wait_for_the_end_of_the_round()
    {
        var attempts = Sent(5, out var at);

        var refused = attempts.CountSend(at).Error;

        refused.ShouldBe(Error.TooMany("leads.too-many-codes", Now + PhoneCodeRound.Life - at));
    }

    [Fact]
    public void A_second_text_within_half_a_minute_is_refused_with_the_time_left()
    {
        var attempts = Sent(1, out _);

        attempts.CountSend(Now.AddSeconds(12)).Error.ShouldBe(Error.TooMany("leads.code-too-soon", TimeSpan.FromSeconds(18)));
        attempts.CountSend(Now.AddSeconds(30)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public void Three_rounds_and_never_again()
    {
        var attempts = PhoneCodeAttempts.Start(Lead, Now);
        for (var round = 0; round < 3; round++) attempts.CountSend(Now + round * PhoneCodeRound.Life).IsFailure.ShouldBeFalse();

        attempts.Rounds.ShouldBe(3);
        attempts.CountSend(Now + 3 * PhoneCodeRound.Life).Error.ShouldBe(Error.TooMany("leads.too-many-codes", after: null));
        attempts.CountSend(Now.AddYears(1)).Error.ShouldBe(Error.TooMany("leads.too-many-codes", after: null));
    }

    [Fact]
    public void A_vendor_that_takes_nothing_uses_up_neither_texts_nor_rounds()
    {
        var attempts = PhoneCodeAttempts.Start(Lead, Now);
        for (var hour = 0; hour < 24; hour++)
        {
            attempts.CountSend(Now.AddHours(hour)).IsFailure.ShouldBeFalse();
            attempts.Answered(attempts.Rounds, new SendAnswer(SendOutcome.NotTaken), Now.AddHours(hour)).ShouldBeNull();
        }

        (attempts.Rounds, attempts.Sends, attempts.State).ShouldBe((1, 0, PhoneCodeState.Waiting));
    }

    [Fact]
    public void An_answer_that_outlived_its_round_changes_nothing_in_the_next()
    {
        var attempts = Sent(1, out _);
        attempts.CountSend(Now + PhoneCodeRound.Life);

        attempts.Answered(round: 1, new SendAnswer(SendOutcome.NotTaken), Now + PhoneCodeRound.Life).ShouldBeNull();

        attempts.Sends.ShouldBe(1);
    }

    [Fact]
    public void A_sixth_try_is_refused_and_no_text_is_sent_that_nobody_may_try()
    {
        var attempts = Sent(1, out var at);
        for (var tries = 1; tries <= 5; tries++)
        {
            attempts.CountCheck(at).IsFailure.ShouldBeFalse();
            attempts.Answered(1, CheckAnswer.Wrong, at)!.Fields.ShouldBe([new FieldError("code", "leads.code-wrong", 5 - tries)]);
        }

        var wait = Now + PhoneCodeRound.Life - at;
        attempts.CountCheck(at).Error.ShouldBe(Error.TooMany("leads.too-many-checks", wait));
        attempts.CountSend(at).Error.ShouldBe(Error.TooMany("leads.too-many-checks", wait));
        attempts.CountCheck(Now + PhoneCodeRound.Life).Error.Code.ShouldBe("leads.code-expired");
        attempts.CountSend(Now + PhoneCodeRound.Life).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public void What_the_vendor_counts_is_believed()
    {
        var attempts = Sent(1, out var at);

        attempts.Answered(1, new SendAnswer(SendOutcome.TooManySends), at)!.Code.ShouldBe("leads.too-many-codes");
        attempts.CountSend(at).Error.Code.ShouldBe("leads.too-many-codes");
        attempts.Answered(1, CheckAnswer.TooManyChecks, at)!.Code.ShouldBe("leads.too-many-checks");
        attempts.CountCheck(at).Error.Code.ShouldBe("leads.too-many-checks");
    }

    private static LeadId Lead => LeadId.New(Now);

    private static PhoneCodeAttempts Sent(int texts, out DateTimeOffset next)
    {
        var attempts = PhoneCodeAttempts.Start(Lead, Now);
        next = Now;
        for (var text = 0; text < texts; text++, next += PhoneCodeRound.Pause)
        {
            attempts.CountSend(next).IsFailure.ShouldBeFalse();
            attempts.Answered(1, new SendAnswer(SendOutcome.Sent, "VE7f"), next).ShouldBeNull();
        }

        return attempts;
    }
}
