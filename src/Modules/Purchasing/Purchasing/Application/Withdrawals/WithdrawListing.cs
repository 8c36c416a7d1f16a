using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>Lets nobody in from its commit on. A lead that is not listed, or not yet, never will be. Idempotent.</summary>
internal sealed record WithdrawListingCommand(LeadId Lead) : ICommand;

internal sealed class WithdrawListingHandler(IListings listings, TimeProvider clock) : ICommandHandler<WithdrawListingCommand>
{
    public async Task<Result> Handle(WithdrawListingCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await listings.NoteWithdrawal(command.Lead, now, cancellationToken);

        // Buyers and payments queue on this row: each comes before the withdrawal, or learns of it.
        if (await listings.LockOf(command.Lead, cancellationToken) is { } listing) listing.Withdraw(now);
        return Result.Success;
    }
}
