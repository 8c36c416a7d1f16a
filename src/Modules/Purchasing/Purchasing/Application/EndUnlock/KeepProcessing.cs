using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>Keeps the slots of an unlock whose money is days on its way, until Billing tells the end.</summary>
internal sealed record KeepProcessingCommand(UnlockId Unlock) : ICommand;

internal sealed class KeepProcessingHandler(IUnlocks unlocks) : ICommandHandler<KeepProcessingCommand>
{
    public async Task<Result> Handle(KeepProcessingCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        unlock.MarkProcessing();
        return Result.Success;
    }
}
