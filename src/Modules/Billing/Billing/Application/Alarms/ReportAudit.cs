using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Alarms;

internal sealed class ReportAuditValidator : AbstractValidator<ReportAudit>
{
    public ReportAuditValidator() => RuleFor(command => command.Audit).Matches("^[a-z][a-z-]{1,39}$").WithErrorCode("billing.what-invalid");
}

internal sealed class ReportAuditHandler(IAlarms alarms) : ICommandHandler<ReportAudit>
{
    private const string Kind = "audit";

    /// <summary>Enough to see what kind of fault it is; the audit itself names them all.</summary>
    private const int Told = 10;

    public async Task<Result> Handle(ReportAudit request, CancellationToken cancellationToken)
    {
        var findings = request.Findings;
        if (findings.Count == 0) await alarms.Clear(Kind, request.Audit, cancellationToken);
        else await alarms.Raise(Kind, request.Audit, $"{findings.Count} findings: {string.Join("; ", findings.Take(Told))}", purchase: null, cancellationToken);
        return Result.Success;
    }
}
