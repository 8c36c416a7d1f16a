using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Domain;

public sealed class FingerprintTests
{
    [Theory]
    [InlineData("amelie@example.com", "AMELIE@Example.COM")]
    [InlineData("amelie@example.com", " amelie+borewatt@example.com ")]
    [InlineData("amelie.tremblay@gmail.com", "ameliet.remblay+2@GoogleMail.com")]
    public void One_mailbox_has_one_fingerprint(string first, string second) => Fingerprint.OfEmail(first).ShouldBe(Fingerprint.OfEmail(second));

    [Theory]
    [InlineData("amelie@example.com", "amelie@example.ca")]
    [InlineData("amelie.tremblay@example.com", "amelietremblay@example.com")]
    [InlineData("+anna@example.com", "+ben@example.com")]
    [InlineData("+anna@gmail.com", "+ben@gmail.com")]
    public void Two_mailboxes_have_two(string first, string second) => Fingerprint.OfEmail(first).ShouldNotBe(Fingerprint.OfEmail(second));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_blank_field_matches_nothing(string? blank)
    {
        Fingerprint.OfPhone(blank).ShouldBeNull();
        Fingerprint.OfEmail(blank).ShouldBeNull();
        Fingerprint.Of(DuplicateRule.Default, blank, blank).ShouldBeEmpty();
        Fingerprint.Of(DuplicateRule.Default, "+15145550199", blank).ShouldBe([Fingerprint.OfPhone("+15145550199")!]);
    }

    [Fact]
    public void However_it_was_typed_one_number_has_one_fingerprint() =>
        Fingerprint.OfPhone(PhoneNumber.Read("(514) 555-0199").Value.Value).ShouldBe(Fingerprint.OfPhone(PhoneNumber.Read("+1 514.555.0199").Value.Value));

    [Fact]
    public void A_number_and_an_address_spelled_alike_are_not_the_same() => Fingerprint.OfPhone("x").ShouldNotBe(Fingerprint.OfEmail("x"));

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 0)]
    public void Only_the_fields_of_the_markets_rule_count_and_in_one_order(bool byPhone, bool byEmail, int count)
    {
        var found = Fingerprint.Of(DuplicateRule.Default with { ByPhone = byPhone, ByEmail = byEmail }, "+15145550199", "amelie@example.com");

        found.Count.ShouldBe(count);
        found.ShouldBe(found.Order(StringComparer.Ordinal));
    }
}
