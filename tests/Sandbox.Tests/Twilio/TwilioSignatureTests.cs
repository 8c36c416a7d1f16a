using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Tests.Twilio;

/// <summary>Vectors of Twilio's own Python library, and one with accents.</summary>
public sealed class TwilioSignatureTests
{
    private const string Shop = "https://mycompany.com/myapp.php?foo=1&bar=2";

    private static readonly (string, string)[] Call =
        [("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("From", "+14158675309"), ("Digits", "1234"), ("To", "+18005551212")];

    [Fact]
    public void A_form_is_signed_with_its_address_and_its_sorted_fields() => Sign(Shop, Call).ShouldBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");

    [Fact]
    public void The_port_is_part_of_the_address() =>
        Sign("https://mycompany.com:443/myapp.php?foo=1&bar=2", Call).ShouldBe("kvajT1Ptam85bY51eRf/AJRuM3w=");

    [Fact]
    public void A_value_sent_twice_counts_once() =>
        Sign(Shop, ("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")).ShouldBe("IK+Dwps556ElfBT0I3Rgjkr1wJU=");

    [Fact]
    public void A_JSON_body_is_signed_by_its_hash_in_the_address() =>
        Sign(Shop + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620").ShouldBe("a9nBmqA0ju/hNViExpshrM61xv4=");

    [Fact]
    public void Accents_are_signed_as_UTF_8() => Sign("https://api.example.ca/webhooks/twilio/status",
        ("Body", "ARRÊT"), ("From", "+15145550100"), ("MessageSid", "SM2"), ("OptOutType", "STOP"), ("To", "+18335550199")).ShouldBe("nuGYNyDh5CWLNsaXpNnAOz3zvg4=");

    [Theory]
    [InlineData("en-CA")]
    [InlineData("fr-CA")]
    public void No_culture_changes_the_order(string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new(culture);
        try
        {
            Sign(Shop, Call).ShouldBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static string Sign(string url, params (string Name, string Value)[] fields) =>
        TwilioSignature.Sign("12345", url, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
