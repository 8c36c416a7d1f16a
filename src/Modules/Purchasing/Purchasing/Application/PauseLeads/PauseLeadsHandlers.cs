using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.PauseLeads;

// Whoever is taking a slot or being told of a lead holds the row: the pause is answered after them, and holds for all who come later.
internal sealed class PauseLeadsHandler(IContractors contractors, TimeProvider clock) : ICommandHandler<Contracts.PauseLeads>
{
    public async Task<Result> Handle(Contracts.PauseLeads request, CancellationToken cancellationToken)
    {
        if (await contractors.Find(request.Contractor, cancellationToken) is not { } contractor) return ContractorErrors.NotFound;
        contractor.Pause(clock.GetUtcNow());
        return Result.Success;
    }
}

internal sealed class ResumeLeadsHandler(IContractors contractors) : ICommandHandler<Contracts.ResumeLeads>
{
    public async Task<Result> Handle(Contracts.ResumeLeads request, CancellationToken cancellationToken)
    {
        if (await contractors.Find(request.Contractor, cancellationToken) is not { } contractor) return ContractorErrors.NotFound;
        contractor.Resume();
        return Result.Success;
    }
}
