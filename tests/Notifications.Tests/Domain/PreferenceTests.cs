using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Domain;

public sealed class PreferenceTests
{
    [Fact]
    public void Mail_is_on_and_texts_are_off_until_a_contractor_says_otherwise()
    {
        foreach (var preference in Preference.All) preference.IsOn([]).ShouldBe(preference.Channel is Channel.Email, preference.Event);
    }

    [Fact]
    public void What_was_said_holds_for_that_event_and_channel_alone()
    {
        SaidPreference[] said = [new(Preference.NewLead, Channel.Email, On: false), new(Preference.Reminder, Channel.Text, On: true)];
        Preference.IsOn(Preference.NewLead, Channel.Email, said).ShouldBeFalse();
        Preference.IsOn(Preference.NewLead, Channel.Text, said).ShouldBeFalse();
        Preference.IsOn(Preference.Reminder, Channel.Email, said).ShouldBeTrue();
        Preference.IsOn(Preference.Reminder, Channel.Text, said).ShouldBeTrue();
    }

    [Fact]
    public void What_the_law_or_money_asks_for_is_told_whatever_was_said()
    {
        var told = Preference.All.Where(preference => preference.Fixed).ToList();
        told.Select(preference => preference.Event).ShouldBe(["contact-withdrawn", "receipt", "plan"]);
        foreach (var preference in told) preference.IsOn([new(preference.Event, preference.Channel, On: false)]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("514 555-0199", "+15145550199")]
    [InlineData("(514) 555.0199", "+15145550199")]
    [InlineData("1-514-555-0199", "+15145550199")]
    [InlineData("+1 514 555 0199", "+15145550199")]
    [InlineData("+33 6 12 34 56 78", "+33612345678")]
    [InlineData("514 555-0199 poste 3", null)]
    [InlineData("555-0199", null)]
    [InlineData("114 555-0199", null)]
    [InlineData("+1 514", null)]
    [InlineData("+", null)]
    [InlineData("", null)]
    public void A_number_is_read_as_the_market_writes_it(string typed, string? number) => PhoneForTexts.Read(typed, Samples.Market).ShouldBe(number);
}
