using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Purchasing.Application.AuditSlots;

/// <summary>Counts slots against the purchases that hold them, and looks for purchases that ought to have ended. What it finds is nothing
/// that a program may mend by guessing: operators are alarmed.</summary>
internal sealed record AuditSlots : IProcess;

internal sealed class AuditSlotsProcess(IMediator modules) : IProcessHandler<AuditSlots>
{
    public async Task<Result> Handle(AuditSlots request, CancellationToken cancellationToken)
    {
        var found = await modules.Send(new FindSlotFaults(), cancellationToken);
        return found.IsFailure ? found.Error : await modules.Send(new ReportAudit("slots", [.. found.Value.Select(fault => fault.InWords)]), cancellationToken);
    }
}

/// <summary>Where slots and purchases disagree, or a purchase does not end.</summary>
internal sealed record FindSlotFaults : IQuery<IReadOnlyList<SlotFault>>;

/// <param name="Kind"><c>slots-differ</c>, <c>slots-shared</c>, <c>purchase-stuck</c>, <c>money-stuck</c>, <c>upgrade-without-lead</c>.</param>
/// <param name="Subject">A listing's id, or an unlock's.</param>
/// <param name="Detail">For operators.</param>
internal sealed record SlotFault(string Kind, Guid Subject, string Detail)
{
    public string InWords => $"{Kind} {Subject} ({Detail})";
}
