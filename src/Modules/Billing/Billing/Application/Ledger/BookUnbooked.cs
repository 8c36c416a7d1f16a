using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Ledger;

/// <summary>Has payments and refunds booked that were taken in without: hosts of a release before the ledger do so until the last is gone.</summary>
internal sealed record BookUnbooked : IProcess;

internal sealed class BookUnbookedProcess(IMediator billing) : IProcessHandler<BookUnbooked>
{
    public async Task<Result> Handle(BookUnbooked request, CancellationToken cancellationToken)
    {
        var found = await billing.Send(new FindUnbooked(), cancellationToken);
        if (!found.Succeeded(out var unbooked)) return found.Error;
        return unbooked is { Payments: [], Refunds: [] } ? Result.Success : await billing.Send(new TellUnbooked(unbooked), cancellationToken);
    }
}

/// <summary>Payments of leads, and refunds, that have no entry a while after they came, and that nobody is told to book.</summary>
internal sealed record FindUnbooked : IQuery<Unbooked>;

internal sealed record Unbooked(IReadOnlyList<string> Payments, IReadOnlyList<Guid> Refunds);

/// <summary>Has each booked by itself, so that one that cannot be does not keep the others waiting.</summary>
internal sealed record TellUnbooked(Unbooked Found) : ICommand;

internal sealed class TellUnbookedHandler(IOutbox outbox) : ICommandHandler<TellUnbooked>
{
    public Task<Result> Handle(TellUnbooked request, CancellationToken cancellationToken)
    {
        foreach (var intent in request.Found.Payments) outbox.Publish(new PaymentUnbooked(intent));
        foreach (var refund in request.Found.Refunds) outbox.Publish(new RefundUnbooked(refund));
        return Task.FromResult(Result.Success);
    }
}
