using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>Writes down what the unlock costs, before anybody is asked for it.</summary>
internal sealed record FreezePriceCommand(UnlockId Unlock, Charge Charge) : ICommand;

internal sealed class FreezePriceHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<FreezePriceCommand>
{
    public async Task<Result> Handle(FreezePriceCommand command, CancellationToken cancellationToken) =>
        await unlocks.Lock(command.Unlock, cancellationToken) is { } unlock
            ? unlock.FreezePrice(command.Charge, clock.GetUtcNow())
            : UnlockErrors.NotFound;
}
