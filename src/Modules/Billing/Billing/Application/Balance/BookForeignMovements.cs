using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Balance;

/// <summary>Books charges and refunds that stayed without a payment of ours, so that the ledger follows Stripe's balance whoever else
/// uses the account; and takes that back for a payment that was heard of later all the same.</summary>
internal sealed record BookForeignMovements : ICommand;

internal sealed class BookForeignMovementsHandler(IBalanceTransactions transactions, ILedger ledger, IAlarms alarms, TimeProvider clock)
    : ICommandHandler<BookForeignMovements>
{
    // A day more than Stripe goes on telling of a payment by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(4);

    public async Task<Result> Handle(BookForeignMovements request, CancellationToken cancellationToken)
    {
        foreach (var moved in await transactions.ListForeign(clock.GetUtcNow() - Grace, cancellationToken))
        {
            await ledger.Post(BalanceBooking.Foreign(moved), cancellationToken);
            await alarms.Raise(
                "unclassified-movement", moved.Id,
                $"Stripe moved {moved.NetCents} cents {moved.Currency} as {moved.Type} of {moved.Payment}, which is no payment of ours.",
                purchase: null, cancellationToken);
        }

        foreach (var moved in await transactions.ListOursAfterAll(cancellationToken))
        {
            await ledger.Post(BalanceBooking.OursAfterAll(moved), cancellationToken);
            await alarms.Clear("unclassified-movement", moved.Id, cancellationToken);
        }

        return Result.Success;
    }
}
