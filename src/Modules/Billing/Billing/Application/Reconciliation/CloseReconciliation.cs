using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Reconciliation;

internal sealed class CloseReconciliationValidator : AbstractValidator<CloseReconciliation>
{
    public CloseReconciliationValidator()
    {
        RuleFor(command => command.What).Matches("^[a-z][a-z-]{1,39}$").WithErrorCode("billing.what-invalid");
        RuleFor(command => command.Compared).GreaterThanOrEqualTo(0).WithErrorCode("billing.count-invalid");
    }
}

internal sealed class CloseReconciliationHandler(IReconciliations reconciliations, IAlarms alarms, TimeProvider clock)
    : ICommandHandler<CloseReconciliation, ReconciliationReport>
{
    // One alarm stands, whichever night found something; a night that finds nothing takes it down.
    private const string Kind = "reconciliation";
    private const string Subject = "books";

    public async Task<Result<ReconciliationReport>> Handle(CloseReconciliation request, CancellationToken cancellationToken)
    {
        var report = await reconciliations.Close(
            request.Run, request.What, request.Compared, request.Differences, clock.GetUtcNow(), cancellationToken);
        if (report is null) return BillingErrors.ReconciliationNotFound;

        if (report.Differences.Count == 0) await alarms.Clear(Kind, Subject, cancellationToken);
        else await alarms.Raise(Kind, Subject, Summary(report), purchase: null, cancellationToken);
        return report;
    }

    private static string Summary(ReconciliationReport report) =>
        $"{report.Differences.Count} differences, run {report.Run}: "
        + string.Join(", ", report.Differences.CountBy(difference => difference.Kind).Select(kind => $"{kind.Value} {kind.Key}"));
}
