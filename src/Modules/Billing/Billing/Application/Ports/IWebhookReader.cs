using LeadMarket.Billing.Domain;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam that turns a signed body into an event.</summary>
internal interface IWebhookReader
{
    /// <summary>The event, or null when anything about the signature, the body or the mode is not as it should be.</summary>
    StripeEvent? Read(IReadOnlyList<string?> signatureHeaders, ReadOnlySpan<byte> body);
}
