using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Domain;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("876 555-0199")]      // Jamaica
    [InlineData("+1 809 555 0199")]   // Dominican Republic
    public void A_country_that_shares_the_plan_is_abroad_all_the_same(string typed) =>
        PhoneNumber.Read(typed).Error.Code.ShouldBe("leads.phone-abroad");

    [Theory]
    [InlineData("514 555-0199")]
    [InlineData("(514) 555-0199 ")]
    [InlineData("514.555.0199")]
    [InlineData("5145550199")]
    [InlineData("1-514-555-0199")]
    [InlineData("+1 514 555 0199")]
    [InlineData("+15145550199")]
    [InlineData("514\u00a0555\u20110199")]
    public void However_it_is_typed_it_is_one_number(string typed) => PhoneNumber.Read(typed).Value.Value.ShouldBe("+15145550199");

    [Theory]
    [InlineData("")]
    [InlineData("call me")]
    [InlineData("555-0199")]
    [InlineData("514 555-0199 ext. 4")]
    [InlineData("+44 20 7946 0958")]
    [InlineData("+514 555 0199")]
    [InlineData("25145550199")]
    [InlineData("++15145550199")]
    [InlineData("٥١٤٥٥٥٠١٩٩")]
    [InlineData("'; drop table leads --")]
    public void What_is_not_ten_digits_is_malformed(string typed) => PhoneNumber.Read(typed).Error.Code.ShouldBe("leads.phone-malformed");

    [Theory]
    [InlineData("014 555-0199")]
    [InlineData("114 555-0199")]
    [InlineData("911 555-0199")]
    [InlineData("593 555-0199")]
    [InlineData("900 555-0199")]
    [InlineData("514 055-0199")]
    [InlineData("514 155-0199")]
    [InlineData("514 411-0199")]
    [InlineData("514 976-0199")]
    public void A_line_that_cannot_exist_or_charges_its_caller_is_implausible(string typed) =>
        PhoneNumber.Read(typed).Error.Code.ShouldBe("leads.phone-implausible");
}

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b.ca")]
    [InlineData("amelie.o'brien+leads@mail.example.quebec")]
    [InlineData(" spaced@example.com ")]
    [InlineData("UPPER@Example.COM")]
    public void An_ordinary_address_is_kept_as_typed(string typed) => EmailAddress.Read(typed).Value.Value.ShouldBe(typed.Trim());

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a@localhost")]
    [InlineData("a@b@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("<script>@example.com")]
    public void Anything_else_is_malformed(string typed) => EmailAddress.Read(typed).Error.Code.ShouldBe("leads.email-malformed");

    [Fact]
    public void A_local_part_of_65_characters_is_malformed() =>
        EmailAddress.Read(new string('a', 65) + "@example.com").IsFailure.ShouldBeTrue();
}
