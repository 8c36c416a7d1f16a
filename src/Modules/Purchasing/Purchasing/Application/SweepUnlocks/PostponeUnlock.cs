using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.SweepUnlocks;

/// <summary>Has the sweeper look again in a while: soon while something is under way, at the end of the hold otherwise.</summary>
internal sealed record PostponeUnlockCommand(UnlockId Unlock) : ICommand;

internal sealed class PostponeUnlockHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<PostponeUnlockCommand>
{
    /// <summary>A purchase is final within two minutes of its end, so that a vendor's hiccup costs at most this.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public async Task<Result> Handle(PostponeUnlockCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        var now = clock.GetUtcNow();
        unlock.Postpone(unlock.State is UnlockState.Open && unlock.HeldUntil > now ? unlock.HeldUntil : now + Soon);
        return Result.Success;
    }
}
