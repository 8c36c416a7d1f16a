using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>Marks an unlock as being given back. Answers false when it has ended, or is paid.</summary>
internal sealed record BeginEndingCommand(UnlockId Unlock) : ICommand<bool>;

internal sealed class BeginEndingHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<BeginEndingCommand, bool>
{
    public async Task<Result<bool>> Handle(BeginEndingCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        unlock.Cancel(clock.GetUtcNow());
        return unlock.State is UnlockState.Cancelling;
    }
}
