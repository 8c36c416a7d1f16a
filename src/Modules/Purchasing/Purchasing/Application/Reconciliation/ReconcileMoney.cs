using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reconciliation;

/// <summary>Billing compares its books with Stripe's; then unlocks are compared with Billing's books, both ways.</summary>
internal sealed class ReconcileMoneyProcess(IMediator modules, TimeProvider clock) : IProcessHandler<ReconcileMoney, ReconciledMoney>
{
    private const int Page = 500;

    public async Task<Result<ReconciledMoney>> Handle(ReconcileMoney request, CancellationToken cancellationToken)
    {
        var run = await modules.Send(new ReconcileStripe(request.Settled), cancellationToken);
        if (run.IsFailure) return run.Error;

        DateTimeOffset? before = request.Settled > TimeSpan.Zero ? clock.GetUtcNow() - request.Settled : null;
        var compared = 0;
        var differences = new List<Difference>();
        PurchaseId? after = null;
        do
        {
            // Both sides are in the order of their ids, so a page of the one is compared with the same stretch of the other.
            var positions = await modules.Send(new ListPurchasePositions(after, Page), cancellationToken);
            if (positions.IsFailure) return positions.Error;
            PurchaseId? last = positions.Value.Count < Page ? null : positions.Value[^1].Purchase;
            var unlocks = await modules.Send(new ListUnlockStates(after?.AsUnlock(), last?.AsUnlock()), cancellationToken);
            if (unlocks.IsFailure) return unlocks.Error;

            differences.AddRange(CompareUnlocks.Between(unlocks.Value, positions.Value, before));
            compared += unlocks.Value.Count;
            after = last;
        }
        while (after is not null);

        var closed = await modules.Send(new CloseReconciliation(run.Value.Run, "unlocks", compared, differences), cancellationToken);
        return closed.IsFailure ? closed.Error : new ReconciledMoney(run.Value.Run, closed.Value.Differences.Count);
    }
}

/// <summary>Where unlocks stand, in the order of their ids.</summary>
/// <param name="After">The last id that was listed; null for the first stretch.</param>
/// <param name="Until">The last id of this stretch; null for all that are left.</param>
internal sealed record ListUnlockStates(UnlockId? After, UnlockId? Until) : IQuery<IReadOnlyList<UnlockStanding>>;

/// <param name="TotalCents">What it costs; null while it has no price.</param>
internal sealed record UnlockStanding(UnlockId Unlock, string State, long? TotalCents, DateTimeOffset ReservedAt);
