using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>One authenticated request inside its own transaction.</summary>
/// <param name="Id">The id in the path, or empty.</param>
/// <param name="Version">The <c>Stripe-Version</c> asked for.</param>
/// <param name="BaseUrl">Where this Sandbox was reached, without a trailing slash.</param>
internal sealed record StripeCall(string Id, string Path, string Version, string BaseUrl, StripeForm Form, StripeLedger Ledger);

/// <summary>What a resource does with a call. Throws <see cref="StripeRefusal"/> to undo; any answer it returns is committed.</summary>
internal delegate Task<StripeAnswer> StripeOperation(StripeCall call);
