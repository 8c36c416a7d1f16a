using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reconciliation;

/// <summary>Compares the books once a night, at half past three by the market's clocks, when little moves.</summary>
internal sealed record ReconcileNight : IProcess;

internal sealed class ReconcileNightProcess(IMediator modules) : IProcessHandler<ReconcileNight>
{
    /// <summary>What is younger may still be on its way.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(15);

    public async Task<Result> Handle(ReconcileNight request, CancellationToken cancellationToken)
    {
        var taken = await modules.Send(new TakeNightCommand(), cancellationToken);
        if (!taken.Succeeded(out var due)) return taken.Error;
        if (due.Night is not { } night) return Result.Success;

        // A night that breaks off, because Stripe does not answer or the host dies, is taken up again.
        var reconciled = await modules.Send(new ReconcileMoney(Settled), cancellationToken);
        return reconciled.IsFailure ? reconciled.Error : await modules.Send(new CloseNightCommand(night, reconciled.Value.Run), cancellationToken);
    }
}

/// <summary>Takes the night that is due, for one host.</summary>
internal sealed record TakeNightCommand : ICommand<DueNight>;

/// <param name="Night">Null when none is due.</param>
internal sealed record DueNight(DateOnly? Night);

internal sealed class TakeNightHandler(INights nights, Market market, TimeProvider clock) : ICommandHandler<TakeNightCommand, DueNight>
{
    private static readonly TimeSpan At = new(3, 30, 0);

    /// <summary>How long one try is left alone before the night is taken again.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    public async Task<Result<DueNight>> Handle(TakeNightCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // The night that began last: before half past three it is yesterday's.
        var night = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, market.TimeZone).DateTime - At);
        return new DueNight(await nights.Take(night, now, now - Lease, cancellationToken) ? night : null);
    }
}

/// <summary>Writes down that a night was compared.</summary>
internal sealed record CloseNightCommand(DateOnly Night, Guid Run) : ICommand;

internal sealed class CloseNightHandler(INights nights, TimeProvider clock) : ICommandHandler<CloseNightCommand>
{
    public async Task<Result> Handle(CloseNightCommand command, CancellationToken cancellationToken)
    {
        await nights.Close(command.Night, command.Run, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }
}
