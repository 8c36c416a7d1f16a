using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Keeps what comparing with Stripe has found. The run stays open until purchases are compared too.</summary>
internal sealed record KeepReconciliation(
    Guid Run, DateTimeOffset StartedAt, DateTimeOffset? Since, IReadOnlyDictionary<string, int> Compared, IReadOnlyList<Difference> Differences)
    : ICommand<ReconciliationReport>;

internal sealed class KeepReconciliationHandler(IReconciliations reconciliations, IAlarms alarms) : ICommandHandler<KeepReconciliation, ReconciliationReport>
{
    public async Task<Result<ReconciliationReport>> Handle(KeepReconciliation request, CancellationToken cancellationToken)
    {
        await reconciliations.Begin(request.Run, request.StartedAt, request.Since, request.Compared, request.Differences, cancellationToken);

        // Stripe has just answered a dozen questions: it takes our key.
        await alarms.Clear(StripeEvents.RaiseStripeAlarm.PaymentsRefused, "stripe-key", cancellationToken);
        return new ReconciliationReport(request.Run, request.StartedAt, FinishedAt: null, request.Compared, request.Differences);
    }
}
