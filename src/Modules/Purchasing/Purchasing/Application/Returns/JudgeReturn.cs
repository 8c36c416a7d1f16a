using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

/// <summary>Judges a return from what is stored, or approves it when the time to do so is over. Idempotent.</summary>
internal sealed record JudgeReturnCommand(ReturnId Return) : ICommand;

internal sealed class JudgeReturnHandler(IReturns returns, Market market, TimeProvider clock) : ICommandHandler<JudgeReturnCommand>
{
    public async Task<Result> Handle(JudgeReturnCommand command, CancellationToken cancellationToken)
    {
        if (await returns.Lock(command.Return, cancellationToken) is not { } found) return ReturnErrors.NotFound;
        await returns.TakeTurns(found.Return.ContractorId, cancellationToken);

        var (asked, rules, now) = (found.Return, market.Returns, clock.GetUtcNow());
        if (asked.KeepPromise(now) is { } missed) returns.Keep(found, missed, now);
        else if (asked.State is ReturnState.Requested && asked.Judge(await Judge(asked, cancellationToken), rules, now) is { } verdict) returns.Keep(found, verdict, now);
        return Result.Success;
    }

    // Changed by nothing that came after the request. A reason that the market has given up since is for a person.
    private async Task<Verdict> Judge(LeadReturn asked, CancellationToken cancel) => market.Returns.Find(asked.Reason) is { } reason
        ? ReturnJudge.Judge(reason, await returns.Gather(asked.UnlockId, asked.RequestedAt, cancel), market)
        : new Verdict(ReturnOutcome.Review, ReturnRule.Staff, new Dictionary<string, string>(StringComparer.Ordinal));
}
