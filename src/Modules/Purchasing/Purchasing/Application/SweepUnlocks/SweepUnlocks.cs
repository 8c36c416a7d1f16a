using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.SweepUnlocks;

/// <summary>Finishes or undoes whatever stopped half way, and ends holds that are over or whose lead is no longer for sale.</summary>
internal sealed record SweepUnlocks : IProcess;

internal sealed class SweepUnlocksProcess(IMediator modules, TimeProvider clock) : IProcessHandler<SweepUnlocks>
{
    public async Task<Result> Handle(SweepUnlocks request, CancellationToken cancellationToken)
    {
        var due = await modules.Send(new FindDueUnlocks(), cancellationToken);
        if (due.IsFailure) return due.Error;

        // While Stripe is silent each would wait for it as long as the first one did, and a hundred of them for half an hour. So they wait for the
        // next sweep, behind what needs no Stripe; and who opens another page waits for those who give slots and money back.
        var now = clock.GetUtcNow();
        var inTurn = due.Value.OrderBy(unlock => unlock.AsksStripe(now)).ThenByDescending(unlock => unlock.GivesBack(now));
        await modules.ForEach(
            inTurn, unlock => new SweepUnlock(unlock), cancellationToken, stopsAt: answer => answer.IsFailure && answer.Error.Kind is ErrorKind.Unavailable);
        return Result.Success;
    }
}

/// <summary>Unlocks whose time has come, or that nobody may pay for any more; the longest due first, a sweep's worth.</summary>
internal sealed record FindDueUnlocks : IQuery<IReadOnlyList<DueUnlock>>;

/// <param name="OffMarket">The homeowner wants nobody else, or it upgrades a lead that is not paid for any more, or whose contact is gone.</param>
/// <param name="TotalCents">The frozen price; null before it is.</param>
internal sealed record DueUnlock(UnlockId Id, UnlockState State, DateTimeOffset HeldUntil, bool OffMarket, long? TotalCents)
{
    /// <summary>Neither to be paid any more nor to be kept.</summary>
    public bool IsOver(DateTimeOffset now) => State is UnlockState.Cancelling || OffMarket || HeldUntil <= now;

    /// <summary>What holds a slot or money that is somebody else's.</summary>
    public bool GivesBack(DateTimeOffset now) => State is UnlockState.RefundPending || IsOver(now);

    /// <summary>Whether its next step may wait for Stripe, which never heard of what was not priced, or cost nothing.</summary>
    public bool AsksStripe(DateTimeOffset now) => TotalCents is null ? !IsOver(now) : TotalCents > 0;
}
