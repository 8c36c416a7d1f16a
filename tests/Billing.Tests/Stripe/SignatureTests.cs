using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LeadMarket.Billing.Infrastructure.Stripe;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Tests.Stripe;

/// <summary>Vectors made with openssl and checked against npm stripe.</summary>
public sealed class SignatureTests
{
    private const string FirstSecret = "whsec_test";
    private const string FirstBody = """{"id":"evt_1"}""";
    private const long FirstTime = 1700000000;
    private const string FirstSignature = "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925";

    private const string SecondSecret = "whsec_test_secret_123";
    private const long SecondTime = 1790000000;
    private const string SecondSignature = "ccba35ac40920dbe1f14026c23a3e000ae44818277ce20cd00ede506c7ec27e3";
    private const string SecondBody =
        """{"id":"evt_1QA","object":"event","api_version":"2026-07-29.dahlia","created":1790000000,"livemode":false,"type":"checkout.session.completed","data":{"object":{"id":"cs_test_a1","object":"checkout.session","mode":"payment","status":"complete","payment_status":"paid","amount_total":2500,"currency":"usd","payment_intent":"pi_1","client_reference_id":"pur_01","metadata":{"purchase_id":"pur_01"}}}}""";

    [Fact]
    public void The_first_vector_is_valid() =>
        IsValid($"t={FirstTime},v1={FirstSignature}", FirstBody, FirstTime, FirstSecret).ShouldBeTrue();

    [Fact]
    public void The_second_vector_is_read_as_the_event_it_is()
    {
        Encoding.UTF8.GetByteCount(SecondBody).ShouldBe(396);
        var received = Reader(SecondTime, SecondSecret).Read([$"t={SecondTime},v1={SecondSignature}"], Encoding.UTF8.GetBytes(SecondBody)).Event;

        received.ShouldNotBeNull();
        (received.Id, received.Type, received.ObjectId).ShouldBe(("evt_1QA", "checkout.session.completed", "cs_test_a1"));
        received.Payload.ShouldBe(SecondBody);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_signature_is_good_for_five_minutes_either_way(int late, bool valid) =>
        IsValid($"t={SecondTime},v1={SecondSignature}", SecondBody, SecondTime + late, SecondSecret).ShouldBe(valid);

    [Fact]
    public void One_more_space_is_another_body() =>
        IsValid($"t={SecondTime},v1={SecondSignature}", SecondBody + " ", SecondTime, SecondSecret).ShouldBeFalse();

    [Fact]
    public void Any_matching_v1_passes_while_Stripe_rotates() =>
        IsValid($"t={FirstTime},v1={new string('0', 64)},v1={FirstSignature},v0={new string('1', 64)}", FirstBody, FirstTime, FirstSecret).ShouldBeTrue();

    [Fact]
    public void Any_of_our_secrets_passes_while_we_rotate() =>
        IsValid($"t={FirstTime},v1={FirstSignature}", FirstBody, FirstTime, "whsec_new", FirstSecret).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("t=1700000000")]
    [InlineData("v1=" + FirstSignature)]
    [InlineData("t=1700000000,v0=" + FirstSignature)]
    [InlineData("t=,v1=" + FirstSignature)]
    [InlineData("t=-1700000000,v1=" + FirstSignature)]
    [InlineData("t=99999999999999999999,v1=" + FirstSignature)]
    [InlineData("t=1700000000,v1=c89214b5")]
    [InlineData("t=1700000000,v1=zz9214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925")]
    [InlineData("t=1700000000,t=1700000000,v1=" + FirstSignature)]
    [InlineData("t=1700000000,,v1=" + FirstSignature)]
    [InlineData("t=1700000000;v1=" + FirstSignature)]
    [InlineData("\0")]
    public void A_header_that_is_not_well_formed_is_refused_and_throws_nothing(string header) =>
        IsValid(header, FirstBody, FirstTime, FirstSecret).ShouldBeFalse();

    [Fact]
    public void No_header_and_two_headers_are_refused()
    {
        var header = $"t={SecondTime},v1={SecondSignature}";
        var body = Encoding.UTF8.GetBytes(SecondBody);

        Reader(SecondTime, SecondSecret).Read([], body).Event.ShouldBeNull();
        Reader(SecondTime, SecondSecret).Read([header, header], body).Event.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id":"evt_1"}""")]
    [InlineData("""{"id":"evt_1","type":"a.b","created":1,"livemode":true,"data":{"object":{"id":"cs_1"}}}""")]
    [InlineData("""{"id":"evt_\u0000","type":"a.b","created":1,"livemode":false}""")]
    [InlineData("""{"id":"evt_\ud800","type":"a.b","created":1,"livemode":false}""")]
    [InlineData("""{"id":"evt_1","type":"a.b","created":99999999999999,"livemode":false}""")]
    [InlineData("""{"id":"evt_1","type":"a.b","created":1e309,"livemode":false}""")]
    [InlineData("""{"id":"evt_1","type":"a.b","created":1,"livemode":false,"data":{"object":{"id":"../../v1/refunds"}}}""")]
    [InlineData("null")]
    [InlineData("[1,2")]
    [InlineData("\uFEFF{}")]
    public void A_signed_body_that_is_no_event_of_this_mode_is_refused(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        byte[] signed = [.. Encoding.UTF8.GetBytes(FirstTime.ToString(CultureInfo.InvariantCulture) + "."), .. bytes];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FirstSecret), signed));

        IsValid($"t={FirstTime},v1={signature}", body, FirstTime, FirstSecret).ShouldBeTrue();
        Reader(FirstTime, FirstSecret).Read([$"t={FirstTime},v1={signature}"], bytes).Event.ShouldBeNull();
    }

    private static bool IsValid(string header, string body, long now, params string[] secrets) =>
        StripeSignature.IsValid(header, Encoding.UTF8.GetBytes(body), secrets, DateTimeOffset.FromUnixTimeSeconds(now));

    private static StripeWebhookReader Reader(long now, params string[] secrets) => new(
        Options.Create(new StripeOptions { SecretKey = "sk_test_1", WebhookSecrets = secrets }),
        new TestClock { Now = DateTimeOffset.FromUnixTimeSeconds(now) });
}
