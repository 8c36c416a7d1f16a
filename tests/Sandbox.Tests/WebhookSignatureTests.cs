using LeadMarket.Sandbox.Stripe.Webhooks;

namespace LeadMarket.Sandbox.Tests;

/// <summary>Reference vectors computed with openssl and with Stripe's own library.</summary>
public sealed class WebhookSignatureTests
{
    private const string Completed =
        """{"id":"evt_1QA","object":"event","api_version":"2026-07-29.dahlia","created":1790000000,"livemode":false,"type":"checkout.session.completed","data":{"object":{"id":"cs_test_a1","object":"checkout.session","mode":"payment","status":"complete","payment_status":"paid","amount_total":2500,"currency":"usd","payment_intent":"pi_1","client_reference_id":"pur_01","metadata":{"purchase_id":"pur_01"}}}}""";

    [Fact]
    public void A_short_body_is_signed_as_openssl_signs_it() =>
        WebhookSignature.Sign("whsec_test", 1700000000, """{"id":"evt_1"}""")
            .ShouldBe("c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925");

    [Fact]
    public void A_whole_event_is_signed_as_Stripes_library_signs_it() =>
        WebhookSignature.Header("whsec_test_secret_123", 1790000000, Completed)
            .ShouldBe("t=1790000000,v1=ccba35ac40920dbe1f14026c23a3e000ae44818277ce20cd00ede506c7ec27e3");

    [Fact]
    public void One_more_space_is_another_signature()
    {
        var signed = WebhookSignature.Sign("whsec_test_secret_123", 1790000000, Completed);
        WebhookSignature.Sign("whsec_test_secret_123", 1790000000, Completed + " ").Equals(signed, StringComparison.Ordinal).ShouldBeFalse();
    }
}
