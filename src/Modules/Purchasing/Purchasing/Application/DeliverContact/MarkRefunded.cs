using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>Writes down that the money which bought nothing went back.</summary>
internal sealed record MarkRefundedCommand(UnlockId Unlock) : ICommand;

internal sealed class MarkRefundedHandler(IUnlocks unlocks) : ICommandHandler<MarkRefundedCommand>
{
    public async Task<Result> Handle(MarkRefundedCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        unlock.MarkRefunded();
        return Result.Success;
    }
}
