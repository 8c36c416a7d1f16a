using LeadMarket.Coupons.Domain;

namespace LeadMarket.Coupons.Tests.Domain;

public sealed class CouponCodeTests
{
    [Theory]
    [InlineData("LANCEMENT-50", "LANCEMENT-50")]
    [InlineData("  lancement-50\t", "LANCEMENT-50")]
    [InlineData("code\n", "CODE")]
    [InlineData("a1-", "A1-")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345")]
    public void Case_and_surrounding_spaces_do_not_matter(string typed, string meant) => CouponCode.From(typed).ShouldBe(meant);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("AB")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456")]
    [InlineData("TWO WORDS")]
    [InlineData("ÉTÉ-2026")]
    [InlineData("CO\nDE")]
    [InlineData("CO\0DE")]
    [InlineData("\u202EEDOC")]
    [InlineData("'; drop table coupons.coupons; --")]
    public void What_cannot_be_a_code_is_none(string? typed) => CouponCode.From(typed).ShouldBeNull();

    [Theory]
    [InlineData("\u0130NFO", "a dotted capital I")]
    [InlineData("\u0131nfo", "a dotless i")]
    [InlineData("\u017Fave", "a long s")]
    [InlineData("\u212AILO", "a Kelvin sign")]
    [InlineData("\u0410BC", "a Cyrillic A")]
    [InlineData("\uFF21BC", "a full-width A")]
    [InlineData("\u0661\u0662\u0663", "Arabic digits")]
    public void Letters_that_only_look_right_are_refused(string typed, string what) => CouponCode.From(typed).ShouldBeNull(what);

    [Fact]
    public void Half_a_character_is_refused() => CouponCode.From("AB" + '\uD83D').ShouldBeNull();

    [Fact]
    public void Ten_megabytes_are_refused_without_reading_them() => CouponCode.From(new string('A', 10_000_000)).ShouldBeNull();
}
