using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <param name="Session">As it stands afterwards; <c>null</c> when there is none of that id.</param>
/// <param name="Completed">Whether this very attempt completed it.</param>
/// <param name="Asks">Whether the card's owner has to confirm with their bank before it goes on.</param>
internal sealed record CheckoutAttempt(StripeObject? Session, bool Completed = false, PaymentProblem? Problem = null, bool Asks = false);
