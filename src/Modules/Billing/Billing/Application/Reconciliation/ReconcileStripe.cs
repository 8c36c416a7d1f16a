using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reconciliation;

internal sealed class ReconcileStripeProcess(IMediator billing, StripeBooksReader stripe, TimeProvider clock)
    : IProcessHandler<ReconcileStripe, ReconciliationReport>
{
    public async Task<Result<ReconciliationReport>> Handle(ReconcileStripe request, CancellationToken cancellationToken)
    {
        // What is merely late is no difference: fetch it, let it be worked on, then compare.
        var recovered = await billing.Send(new RecoverEvents(), cancellationToken);
        if (recovered.IsFailure) return recovered.Error;
        await billing.Send(new AwaitWork(), cancellationToken);
        var weighed = await billing.Send(new WeighBalance(), cancellationToken);
        if (weighed.IsFailure) return weighed.Error;

        var startedAt = clock.GetUtcNow();
        DateTimeOffset? before = request.Settled > TimeSpan.Zero ? startedAt - request.Settled : null;
        var window = await billing.Send(new FindReconciliationWindow(), cancellationToken);
        if (window.IsFailure) return window.Error;
        var since = window.Value.Since;

        var stated = await stripe.Read(since, before, cancellationToken);
        if (!stated.Succeeded(out var theirs)) return BillingErrors.StripeUnavailable;
        var read = await billing.Send(new ReadOurBooks(since, before, StripeBooksReader.NamesIn(theirs)), cancellationToken);
        if (!read.Succeeded(out var ours)) return read.Error;
        stated = await stripe.Complete(theirs, ours, cancellationToken);
        if (!stated.Succeeded(out theirs)) return BillingErrors.StripeUnavailable;

        var faults = await billing.Send(new FindBookFaults(startedAt, before), cancellationToken);
        if (faults.IsFailure) return faults.Error;
        var audited = await billing.Send(new AuditLedger(), cancellationToken);
        if (audited.IsFailure) return audited.Error;

        Difference[] differences =
        [
            .. ComparePayments.Between(ours, theirs), .. CompareRefunds.Between(ours, theirs), .. CompareBills.Between(ours, theirs),
            .. CompareBalance.Between(weighed.Value, ours, theirs), .. faults.Value,
            .. audited.Value.Faults.Select(fault => new Difference("ledger-fault", "ledger", fault, "", Remedies.FindEntry)),
        ];
        return await billing.Send(
            new KeepReconciliation(Guid.CreateVersion7(startedAt), startedAt, since, Counts(ours, theirs), differences), cancellationToken);
    }

    private static Dictionary<string, int> Counts(OurBooks ours, TheirBooks theirs) => new(StringComparer.Ordinal)
    {
        ["sessions"] = theirs.Checkouts.Count,
        ["payments"] = Both(theirs.Payments.Values.Where(payment => payment.Succeeded).Select(payment => payment.Id), ours.Payments.Select(payment => payment.PaymentIntent)),
        ["refunds"] = Both(theirs.Refunds.Keys, ours.Refunds.Select(refund => refund.StripeId ?? refund.Id.ToString())),
        ["disputes"] = Both(theirs.Disputes.Keys, ours.Disputes.Select(dispute => dispute.Id)),
        ["bills"] = Both(theirs.Bills.Values.Where(bill => bill.Ours).Select(bill => bill.Id), ours.Bills.Select(bill => bill.Invoice)),
    };

    private static int Both(IEnumerable<string> theirs, IEnumerable<string> ours) => theirs.Union(ours, StringComparer.Ordinal).Count();
}

/// <summary>From when on it is compared: everything before was compared by a run that found nothing.</summary>
internal sealed record FindReconciliationWindow : IQuery<ReconciliationWindow>;

/// <param name="Since">Null: everything there ever was.</param>
internal sealed record ReconciliationWindow(DateTimeOffset? Since);

/// <summary>What is wrong within our own books, whatever Stripe says: a sale without an invoice, a gap in the numbers, an entry that
/// does not add up.</summary>
/// <param name="Before">What happened after it may still be under way; null: nothing is.</param>
internal sealed record FindBookFaults(DateTimeOffset Now, DateTimeOffset? Before) : IQuery<IReadOnlyList<Difference>>;
