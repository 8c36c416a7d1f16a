using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.Alerts;

/// <summary>Gives fresh listings their openings that have none: hosts of the release before list leads without.</summary>
internal sealed record AddMissingOpeningsCommand : ICommand;

internal sealed class AddMissingOpeningsHandler(IOpenings openings, TimeProvider clock) : ICommandHandler<AddMissingOpeningsCommand>
{
    // Older ones are no news any more, and on everybody's board.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    public async Task<Result> Handle(AddMissingOpeningsCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await openings.AddMissing(now - Fresh, now, cancellationToken);
        return Result.Success;
    }
}
