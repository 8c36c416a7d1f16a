using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>Writes down where the unlock can be paid.</summary>
/// <param name="CardRefusal">Why the saved card did not pay.</param>
internal sealed record MarkOpenCommand(UnlockId Unlock, Uri Checkout, string? CardRefusal = null) : ICommand;

internal sealed class MarkOpenHandler(IUnlocks unlocks) : ICommandHandler<MarkOpenCommand>
{
    public async Task<Result> Handle(MarkOpenCommand command, CancellationToken cancellationToken) =>
        await unlocks.Lock(command.Unlock, cancellationToken) switch
        {
            null => UnlockErrors.NotFound,
            // Paid or given back while Stripe answered: nothing to write, and nothing wrong.
            { State: not (UnlockState.Opening or UnlockState.Open) } => Result.Success,
            var unlock => unlock.Open(command.Checkout, command.CardRefusal),
        };
}
