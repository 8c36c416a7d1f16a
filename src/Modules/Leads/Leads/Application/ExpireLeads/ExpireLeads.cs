using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using MediatR;

namespace LeadMarket.Leads.Application.ExpireLeads;

/// <summary>Takes off the market what nobody bought in time, and gives up what was never verified.</summary>
internal sealed record ExpireLeads : IProcess;

internal sealed class ExpireLeadsProcess(IMediator leads) : IProcessHandler<ExpireLeads>
{
    public async Task<Result> Handle(ExpireLeads request, CancellationToken cancellationToken)
    {
        Result<int> expired;
        do
        {
            expired = await leads.Send(new ExpireSomeLeads(), cancellationToken);
            if (expired.IsFailure) return expired.Error;
        }
        while (expired.Value == ExpireSomeLeads.Most);

        return Result.Success;
    }
}

/// <summary>Ends a transaction's worth of leads whose time is over; answers how many.</summary>
internal sealed record ExpireSomeLeads : ICommand<int>
{
    public const int Most = 100;
}

internal sealed class ExpireSomeLeadsHandler(ILeads leads, TimeProvider clock) : ICommandHandler<ExpireSomeLeads, int>
{
    public async Task<Result<int>> Handle(ExpireSomeLeads command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var overdue = await leads.LockOverdue(now, ExpireSomeLeads.Most, cancellationToken);
        foreach (var lead in overdue)
        {
            var expired = lead.Expire(now);
            if (expired.IsFailure) return expired.Error;
        }

        return overdue.Count;
    }
}
