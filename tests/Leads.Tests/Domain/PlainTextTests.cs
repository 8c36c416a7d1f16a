using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Domain;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Robert'); DROP TABLE leads;--")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("👩‍👩‍👧 Zoë")]
    [InlineData("{{constructor}} ${7*7}")]
    public void Text_that_looks_dangerous_is_only_text(string typed) => PlainText.Read(typed, 80).ShouldBe(new PlainText(typed, TextFault.None));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u2069b")]
    [InlineData("a\u2028b")]
    [InlineData("a\nb")]
    public void What_no_form_can_type_is_refused(string typed) => PlainText.Read(typed, 80).Fault.ShouldBe(TextFault.NotAllowed);

    // Not a theory: xunit writes its data as UTF-8, which cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_refused_wherever_it_stands()
    {
        foreach (var typed in new[] { "a\ud800b", "a\ud800", "\udc00a", "\ud83d\ud83d\ude00" })
            PlainText.Read(typed, 80).Fault.ShouldBe(TextFault.NotAllowed);
    }

    [Fact]
    public void An_accent_typed_apart_is_composed() => PlainText.Read(" Ame\u0301lie ", 80).Value.ShouldBe("Amélie");

    [Fact]
    public void A_long_answer_keeps_its_lines() => PlainText.Read("one\r\ntwo", 80, manyLines: true).Value.ShouldBe("one\ntwo");

    [Fact]
    public void The_limit_itself_fits_and_one_more_does_not()
    {
        PlainText.Read(new string('é', 80), 80).Fault.ShouldBe(TextFault.None);
        PlainText.Read(new string('é', 81), 80).Fault.ShouldBe(TextFault.TooLong);
    }

    [Fact]
    public void Ten_megabytes_are_refused_without_a_copy()
    {
        var huge = new string('a', 10_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        PlainText.Read(huge, 80).Fault.ShouldBe(TextFault.TooLong);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    [Fact]
    public void A_browser_that_lies_about_itself_is_kept_as_far_as_it_can_be() =>
        PlainText.Salvage("Evil\0\ud800" + new string('x', 1000), 400)!.ShouldStartWith("Evil\ufffd\ufffdxxx");

    [Theory]
    [InlineData("call me at 514 555-0199 after six")]
    [InlineData("(514)555.0199")]
    [InlineData("15145550199")]
    [InlineData("write to amelie@example.com please")]
    public void A_contact_inside_a_text_is_found(string text) => ContactInText.IsIn(text).ShouldBeTrue();

    [Theory]
    [InlineData("panel of 200 A from 1987, 1500 sq ft")]
    [InlineData("quote 123456789012345")]
    [InlineData("@home in the evening")]
    public void Ordinary_figures_are_no_contact(string text) => ContactInText.IsIn(text).ShouldBeFalse();
}
