using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Balance;

/// <summary>Copies what moved Stripe's balance since the last time, and books what nothing else books: fees, disputes, payouts.</summary>
internal sealed record ImportBalance : IProcess;

internal sealed class ImportBalanceProcess(IMediator billing, IBalanceGateway gateway) : IProcessHandler<ImportBalance>
{
    // Stripe may list a movement a little after its time; what is known already is passed over.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    // A short transaction each, so that a first import of years holds nothing up.
    private const int Batch = 100;

    public async Task<Result> Handle(ImportBalance request, CancellationToken cancellationToken)
    {
        var last = await billing.Send(new FindLastMovement(), cancellationToken);
        if (!last.Succeeded(out var known)) return last.Error;

        var listed = await gateway.ListTransactions(known.At - Overlap, cancellationToken);
        if (!listed.Succeeded(out var moved)) return BillingErrors.StripeUnavailable;

        // Oldest first: the next import begins where this one broke off.
        foreach (var batch in BalanceBooking.InOrder(moved).Chunk(Batch))
        {
            var booked = await billing.Send(new BookBalance(batch), cancellationToken);
            if (booked.IsFailure) return booked;
        }

        return await billing.Send(new BookForeignMovements(), cancellationToken);
    }
}

/// <summary>When the youngest movement happened that is known here.</summary>
internal sealed record FindLastMovement : IQuery<LastMovement>;

/// <param name="At">Null before the first.</param>
internal sealed record LastMovement(DateTimeOffset? At);

/// <summary>Keeps movements that are not known yet, and books them in the same transaction.</summary>
internal sealed record BookBalance(IReadOnlyList<BalanceTransaction> Moved) : ICommand;

internal sealed class BookBalanceHandler(IBalanceTransactions transactions, ILedger ledger, IAlarms alarms, TimeProvider clock)
    : ICommandHandler<BookBalance>
{
    public async Task<Result> Handle(BookBalance request, CancellationToken cancellationToken)
    {
        foreach (var moved in await transactions.AddNew([.. BalanceBooking.InOrder(request.Moved)], clock.GetUtcNow(), cancellationToken))
        {
            await ledger.Post(BalanceBooking.Entry(moved), cancellationToken);
            if (BalanceBooking.IsUnclassified(moved))
            {
                await alarms.Raise(
                    "unclassified-movement", moved.Id, $"Stripe moved {moved.NetCents} cents {moved.Currency} as {moved.Type} ({moved.Category}, {moved.Source}).",
                    purchase: null, cancellationToken);
            }
        }

        return Result.Success;
    }
}
