using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Intake;
using MediatR;

namespace LeadMarket.Leads.Application.PurgeDrafts;

/// <summary>Forgets forms that nobody came back to, and what is left of those that became leads.</summary>
// Nothing personal is kept for longer than it serves (Law 25, s. 23).
internal sealed record PurgeDrafts : IProcess;

internal sealed class PurgeDraftsProcess(IMediator leads) : IProcessHandler<PurgeDrafts>
{
    public async Task<Result> Handle(PurgeDrafts request, CancellationToken cancellationToken)
    {
        Result<int> purged;
        do
        {
            purged = await leads.Send(new PurgeSomeDrafts(), cancellationToken);
            if (purged.IsFailure) return purged.Error;
        }
        while (purged.Value == PurgeSomeDrafts.Most);

        return Result.Success;
    }
}

/// <summary>Deletes a transaction's worth of old drafts; answers how many.</summary>
internal sealed record PurgeSomeDrafts : ICommand<int>
{
    public const int Most = 500;
}

internal sealed class PurgeSomeDraftsHandler(IDrafts drafts, Market market, TimeProvider clock) : ICommandHandler<PurgeSomeDrafts, int>
{
    public async Task<Result<int>> Handle(PurgeSomeDrafts command, CancellationToken cancellationToken) =>
        await drafts.Delete(clock.GetUtcNow() - market.Intake.DraftLife, PurgeSomeDrafts.Most, cancellationToken);
}
