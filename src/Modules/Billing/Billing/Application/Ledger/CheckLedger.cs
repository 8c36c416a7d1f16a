using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Ledger;

/// <summary>Reckons the whole ledger anew, keeps what was found, and raises or takes down the alarm.</summary>
internal sealed record CheckLedger : IProcess;

internal sealed class CheckLedgerProcess(IMediator billing) : IProcessHandler<CheckLedger>
{
    public async Task<Result> Handle(CheckLedger request, CancellationToken cancellationToken)
    {
        var audited = await billing.Send(new AuditLedger(), cancellationToken);
        return audited.Succeeded(out var check) ? await billing.Send(new KeepLedgerCheck(check), cancellationToken) : audited.Error;
    }
}

/// <summary>What does not add up in the ledger, and between it and what it is about.</summary>
internal sealed record AuditLedger : IQuery<LedgerCheckView>;

/// <summary>Keeps a check, for operators to see when the books were last found right.</summary>
internal sealed record KeepLedgerCheck(LedgerCheckView Check) : ICommand;

internal sealed class KeepLedgerCheckHandler(ILedger ledger, IAlarms alarms) : ICommandHandler<KeepLedgerCheck>
{
    // One alarm for the ledger as a whole: whatever is wrong in it, the remedy begins with looking at it.
    private const string Kind = "ledger";
    private const string Subject = "ledger";
    private const int ToldInAlarm = 3;

    public async Task<Result> Handle(KeepLedgerCheck request, CancellationToken cancellationToken)
    {
        await ledger.Keep(request.Check, cancellationToken);

        var faults = request.Check.Faults;
        if (faults.Count == 0) await alarms.Clear(Kind, Subject, cancellationToken);
        else await alarms.Raise(Kind, Subject, $"{faults.Count} found: {string.Join(" ", faults.Take(ToldInAlarm))}", purchase: null, cancellationToken);
        return Result.Success;
    }
}
