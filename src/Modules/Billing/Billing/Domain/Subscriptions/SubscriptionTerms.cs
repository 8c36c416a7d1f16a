using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>What a subscription was asked for with. Frozen with the idempotency key: every repeat must send the same.</summary>
/// <param name="Locale">Of Stripe's page, and of what the contractor is told about their plan.</param>
internal sealed record SubscriptionTerms(BilledTo BilledTo, string Locale, string PaidUrl, string LeftUrl);

/// <summary>What the page charges each month, as Stripe knows it. Frozen with the first try.</summary>
/// <param name="TaxRates">Stripe's ids, in the market's order.</param>
internal sealed record SubscriptionPrice(string Id, Money Amount, IReadOnlyList<string> TaxRates);
