using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>The state of the books. Staff only.</summary>
public sealed record GetBooks : IQuery<BooksView>;

/// <param name="Accounts">Every ledger account with its balance: debits positive, credits negative. They add up to zero.</param>
/// <param name="LastCheck">Null before the first.</param>
/// <param name="LastReconciliation">Null before the first.</param>
public sealed record BooksView(
    IReadOnlyList<AccountBalance> Accounts, LedgerCheckView? LastCheck, ReconciliationReport? LastReconciliation, IReadOnlyList<AlarmView> Alarms);

/// <param name="Account">Such as <c>stripe</c>, <c>lead-sales</c>, <c>tax.gst</c>, <c>credits</c>.</param>
public sealed record AccountBalance(string Account, Money Balance);

/// <param name="Faults">What does not add up, for operators, in English; empty when all does.</param>
public sealed record LedgerCheckView(DateTimeOffset At, long Entries, IReadOnlyList<string> Faults);

/// <param name="Kind"><c>refund-failed</c>, <c>dispute</c>, <c>fraud-warning</c>, <c>payment-mismatch</c>, <c>wrong-mode</c>, <c>ledger</c>, <c>reconciliation</c>, <c>payments-refused</c>, <c>audit</c>, …</param>
/// <param name="Purchase">Where to look, when it is about one.</param>
public sealed record AlarmView(Guid Id, string Kind, string Subject, string Detail, DateTimeOffset RaisedAt, PurchaseId? Purchase);

/// <summary>Says that an alarm was seen to. Staff only. Idempotent. Refused with <c>billing.alarm-not-found</c>.</summary>
public sealed record ClearAlarm(Guid Alarm) : ICommand;

/// <summary>Tells operators what an audit of another module found. One alarm an audit stands while there is something; a run that finds nothing
/// takes it down. System only.</summary>
/// <param name="Audit">A stable word, such as <c>slots</c>; the alarm's subject.</param>
/// <param name="Findings">For operators, in English.</param>
public sealed record ReportAudit(string Audit, IReadOnlyList<string> Findings) : ICommand;

/// <summary>Compares the ledger and the payments with Stripe: sessions, intents, refunds, invoices, disputes, balance.</summary>
/// <param name="Settled">Things younger than this are left out: they may still be on their way. Zero compares everything.</param>
/// <remarks>Refused with <c>billing.stripe-unavailable</c>. Purchases themselves are compared by Purchasing, which adds to the run.</remarks>
public sealed record ReconcileStripe(TimeSpan Settled) : IProcess<ReconciliationReport>;

/// <param name="Run">The run's id.</param>
/// <param name="Compared">How many things were looked at, by kind.</param>
public sealed record ReconciliationReport(
    Guid Run, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, IReadOnlyDictionary<string, int> Compared, IReadOnlyList<Difference> Differences);

/// <summary>One thing that two books tell differently.</summary>
/// <param name="Kind">A stable word, such as <c>payment-missing</c>.</param>
/// <param name="Subject">The id it is about.</param>
/// <param name="Ours">What our side says, for operators.</param>
/// <param name="Theirs">What the other side says.</param>
/// <param name="Remedy">What an operator does about it, a stable word whose text is in the resources: <c>remedy.replay-event</c>, …</param>
public sealed record Difference(string Kind, string Subject, string Ours, string Theirs, string Remedy);

/// <summary>One run and what it found. Staff and system. Refused with <c>billing.reconciliation-not-found</c>.</summary>
public sealed record GetReconciliation(Guid Run) : IQuery<ReconciliationReport>;

/// <summary>Adds what another module found to a run, and closes it. System only.</summary>
public sealed record CloseReconciliation(Guid Run, string What, int Compared, IReadOnlyList<Difference> Differences) : ICommand<ReconciliationReport>;

/// <summary>What Billing knows of purchases, in the order of their ids, for comparing. System only.</summary>
/// <param name="After">The last id of the page before; null for the first.</param>
public sealed record ListPurchasePositions(PurchaseId? After, int Limit = 500) : IQuery<IReadOnlyList<PurchasePosition>>;

/// <param name="Settled">A payment was accepted, or credits spent, for it.</param>
/// <param name="RefundedCents">What went back or is on its way.</param>
/// <param name="Disputed">A dispute is open or was lost.</param>
public sealed record PurchasePosition(PurchaseId Purchase, bool Settled, long SettledCents, long RefundedCents, bool Disputed, DateTimeOffset ChangedAt);
