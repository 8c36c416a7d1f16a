using LeadMarket.Web.Presentation;

namespace LeadMarket.Web.Tests.Presentation;

public sealed class TypedAmountTests
{
    [Theory]
    [InlineData("8500", 850000)]
    [InlineData("8 500", 850000)]
    [InlineData("8\u00a0500,50 $", 850050)]
    [InlineData("8,500", 850000)]
    [InlineData("$12,500.75", 1250075)]
    [InlineData("12.500,75", 1250075)]
    [InlineData("0,5", 50)]
    [InlineData("0", 0)]
    public void An_amount_is_read_as_either_language_types_it(string typed, int cents)
    {
        TypedAmount.TryRead(typed, out var read).ShouldBeTrue();
        read.ShouldBe(cents);
    }

    [Theory]
    [InlineData("beaucoup")]
    [InlineData("-5")]
    [InlineData("1.2.3")]
    [InlineData("8,5000")]
    [InlineData("1e6")]
    [InlineData("9999999999999999999")]
    public void What_is_no_amount_is_refused(string typed) => TypedAmount.TryRead(typed, out _).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void An_empty_field_says_nothing(string? typed)
    {
        TypedAmount.TryRead(typed, out var read).ShouldBeTrue();
        read.ShouldBeNull();
    }
}
