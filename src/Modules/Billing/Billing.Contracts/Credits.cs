using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>Gives a contractor credits as a gesture. Staff only.</summary>
/// <param name="Id">Made with the form, so that a double click gives once.</param>
/// <param name="Cents">1 to 100 000 (1 000 $).</param>
/// <param name="Reason">As the contractor reads it, 3 to 200 characters.</param>
/// <remarks>Idempotent on the id. Refused with <c>validation.failed</c>.</remarks>
public sealed record GrantCredit(Guid Id, ContractorId Contractor, long Cents, string Reason) : ICommand;

/// <summary>A contractor's credits and where they came from and went, newest first, at most 200 movements.</summary>
public sealed record GetCredits(ContractorId Contractor) : IQuery<CreditAccount>;

/// <param name="Balance">All credits; they never expire.</param>
/// <param name="Available">What can be spent now: the balance less what open checkouts have set aside.</param>
public sealed record CreditAccount(Money Balance, Money Available, IReadOnlyList<CreditMovement> Movements);

/// <param name="Kind"><c>refund</c>, <c>goodwill</c>, <c>spent</c>, <c>failed-refund</c>.</param>
/// <param name="Amount">Negative when spent.</param>
/// <param name="Balance">After this movement.</param>
/// <param name="Note">The operator's words for a gesture; otherwise absent.</param>
public sealed record CreditMovement(
    DateTimeOffset At, string Kind, Money Amount, Money Balance, PurchaseId? Purchase, DocumentId? Document, string? DocumentNumber, string? Note);

/// <summary>How credits and a card would share a price, were it paid with <see cref="OpenCheckout.UseCredits"/> this moment.</summary>
public sealed record SplitPayment(ContractorId Contractor, Money Total) : IQuery<PaymentSplit>;

/// <param name="Available">All that the contractor could spend.</param>
/// <param name="Credits">What this purchase would take of it; zero when credits could pay nothing of it.</param>
/// <param name="Card">What would be left for the card: nothing, or as much as Stripe takes.</param>
public sealed record PaymentSplit(Money Available, Money Credits, Money Card);
