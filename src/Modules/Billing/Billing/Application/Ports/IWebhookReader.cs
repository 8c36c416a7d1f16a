using LeadMarket.Billing.Domain;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam that turns a signed body into an event.</summary>
internal interface IWebhookReader
{
    /// <summary>What a body is. Nothing of it is believed before its signature.</summary>
    ReadWebhook Read(IReadOnlyList<string?> signatureHeaders, ReadOnlySpan<byte> body);
}

/// <summary>What came with a webhook.</summary>
/// <param name="Event">Null when anything about the signature, the body or the mode is not as it should be.</param>
/// <param name="OtherMode">Signed and well formed, but of test money where ours is real, or the reverse.</param>
internal readonly record struct ReadWebhook(StripeEvent? Event, bool OtherMode = false);
