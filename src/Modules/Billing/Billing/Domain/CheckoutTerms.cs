namespace LeadMarket.Billing.Domain;

/// <summary>What the buyer is asked to pay, word for word. Frozen with the idempotency key: every repeat must send the same.</summary>
/// <param name="Email">Where Stripe sends its receipt.</param>
/// <param name="Locale">Language of Stripe's page.</param>
/// <param name="Lines">They add up to the total; none is zero.</param>
internal sealed record CheckoutTerms(
    string Email, string Locale, IReadOnlyList<CheckoutLine> Lines, string PaidUrl, string LeftUrl);

/// <param name="Label">As the buyer reads it at Stripe.</param>
internal sealed record CheckoutLine(string Label, long Cents);
