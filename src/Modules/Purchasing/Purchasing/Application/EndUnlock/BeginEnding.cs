using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>Marks an unlock as being given back. Answers false when it has ended, is paid, or its money is on its way.</summary>
/// <param name="CheckoutClosed">Billing says that no money comes any more.</param>
/// <param name="ByBuyer">They gave it back themselves.</param>
internal sealed record BeginEndingCommand(UnlockId Unlock, bool CheckoutClosed = false, bool ByBuyer = false) : ICommand<bool>;

internal sealed class BeginEndingHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<BeginEndingCommand, bool>
{
    public async Task<Result<bool>> Handle(BeginEndingCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        unlock.Cancel(clock.GetUtcNow(), command.CheckoutClosed, command.ByBuyer);
        return unlock.State is UnlockState.Cancelling;
    }
}
