using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>The cards that Stripe keeps for a contractor, the one that pays in one click first.</summary>
public sealed record ListCards(ContractorId Contractor) : IQuery<IReadOnlyList<KeptCard>>;

/// <param name="Id">Ours, not Stripe's.</param>
/// <param name="PaysByOneClick">It is the default one, and not expired.</param>
public sealed record KeptCard(Guid Id, SavedCard Card, bool PaysByOneClick, bool Expired);

/// <summary>Has Stripe forget a card. Idempotent. Refused with <c>billing.card-not-found</c>, <c>billing.stripe-unavailable</c>, and <c>billing.card-pays-plan</c> while a
/// subscription is paid with it.</summary>
public sealed record ForgetCard(ContractorId Contractor, Guid Card) : IProcess;

/// <summary>Makes a kept card the one that pays in one click. Idempotent. Refused with <c>billing.card-not-found</c>, <c>billing.stripe-unavailable</c>.</summary>
public sealed record PreferCard(ContractorId Contractor, Guid Card) : IProcess;

/// <summary>The address of Stripe's page on which a card is kept without paying anything.</summary>
/// <remarks>Refused with <c>billing.payments-refused</c>, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record StartKeepingCard(ContractorId Contractor, BilledTo BilledTo, string Locale, ReturnAddresses ReturnTo) : IProcess<Uri>;
