namespace LeadMarket.Billing.Domain;

/// <summary>A webhook as Stripe signed it. Kept first, acted on afterwards, and acted on once.</summary>
/// <param name="ObjectId">What it is about; always fetched afresh, for events come late and out of order.</param>
/// <param name="CreatedAt">When it happened at Stripe.</param>
/// <param name="Payload">The body, character for character.</param>
internal sealed record StripeEvent(string Id, string Type, string ObjectId, DateTimeOffset CreatedAt, string Payload);
