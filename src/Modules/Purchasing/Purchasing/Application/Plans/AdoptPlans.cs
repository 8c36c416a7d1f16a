using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Purchasing.Application.Plans;

/// <summary>Asks Billing for the plans of contractors who were there before plans were copied, and once a day for everybody's: what was never told
/// would never be right again.</summary>
internal sealed record AdoptPlans : IProcess;

internal sealed class AdoptPlansProcess(IMediator modules, TimeProvider clock) : IProcessHandler<AdoptPlans>
{
    // A change bears the time it was made at, and is there to be read a moment later: Billing's answer may be without one that is older than the
    // question. Whatever is told of the last while therefore stands against it.
    private static readonly TimeSpan CommitLag = TimeSpan.FromMinutes(1);

    public async Task<Result> Handle(AdoptPlans request, CancellationToken cancellationToken)
    {
        var due = await modules.Send(new FindContractorsToAsk(clock.GetUtcNow().AddDays(-1)), cancellationToken);
        if (due.IsFailure) return due.Error;

        foreach (var contractor in due.Value)
        {
            // As of before the question: a change that comes meanwhile is later, whichever is kept first.
            var asked = clock.GetUtcNow();
            var plan = await modules.Send(new GetPlan(contractor), cancellationToken);

            // Refused, it is noted all the same: the others' turn is next.
            var kept = await modules.Send(
                new AdoptPlanCommand(contractor, plan.IsFailure ? null : plan.Value.Plan, asked - CommitLag, asked), cancellationToken);
            if (kept.IsFailure) return kept;
        }

        return Result.Success;
    }
}

/// <summary>A run's worth of contractors whose plan was never heard of, and of those it was last heard of, and asked for, before an instant. Who was
/// asked for longest ago comes first.</summary>
internal sealed record FindContractorsToAsk(DateTimeOffset Before) : IQuery<IReadOnlyList<ContractorId>>;

/// <summary>Keeps what Billing answered.</summary>
/// <param name="Plan">Null when it refused to.</param>
internal sealed record AdoptPlanCommand(ContractorId Contractor, string? Plan, DateTimeOffset AsOf, DateTimeOffset AskedAt) : ICommand;

internal sealed class AdoptPlanHandler(IContractorPlans plans) : ICommandHandler<AdoptPlanCommand>
{
    public async Task<Result> Handle(AdoptPlanCommand command, CancellationToken cancellationToken)
    {
        if (command.Plan is { } plan) await plans.Adopt(command.Contractor, plan, command.AsOf, cancellationToken);
        await plans.NoteAsked(command.Contractor, command.AskedAt, cancellationToken);
        return Result.Success;
    }
}
