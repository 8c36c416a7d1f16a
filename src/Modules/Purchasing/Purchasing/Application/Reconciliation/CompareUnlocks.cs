using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Reconciliation;

/// <summary>Whether who sees a contact has paid for it, and who has paid for it sees it.</summary>
internal static class CompareUnlocks
{
    private const string DeliverAgain = "remedy.deliver-again";
    private const string LookAtUnlock = "remedy.look-at-unlock";
    private const string RefundUnlock = "remedy.refund-unlock";
    private const string GiveBackAtStripe = "remedy.give-back-at-stripe";

    /// <summary>The money was taken for good, or was.</summary>
    private static readonly UnlockState[] Bought =
        [UnlockState.Paid, UnlockState.RefundPending, UnlockState.RefundFailed, UnlockState.Disputed, UnlockState.ChargedBack];

    /// <param name="unlocks">A stretch of all unlocks.</param>
    /// <param name="positions">Billing's positions of the same stretch.</param>
    /// <param name="before">What changed after it is left out; null: nothing is.</param>
    public static IEnumerable<Difference> Between(
        IReadOnlyList<UnlockStanding> unlocks, IReadOnlyList<PurchasePosition> positions, DateTimeOffset? before)
    {
        var money = positions.ToDictionary(position => position.Purchase);
        var known = unlocks.Select(unlock => unlock.Unlock.AsPurchase()).ToHashSet();
        foreach (var unlock in unlocks)
        {
            var position = money.GetValueOrDefault(unlock.Unlock.AsPurchase());
            if ((position?.ChangedAt ?? unlock.ReservedAt) > before) continue;
            if (Judge(unlock, position) is { } difference) yield return difference;
        }

        foreach (var orphan in positions.Where(position => position.Settled && !known.Contains(position.Purchase) && !(position.ChangedAt > before)))
            yield return new Difference("unlock-missing", orphan.Purchase.ToString(), "no unlock", $"paid {Words(orphan.SettledCents)}", GiveBackAtStripe);
    }

    private static Difference? Judge(UnlockStanding unlock, PurchasePosition? money)
    {
        var state = Spelling.Read<UnlockState>(unlock.State);
        Difference Told(string kind, string theirs, string remedy) => new(kind, unlock.Unlock.ToString(), unlock.State, theirs, remedy);

        if (money is not { Settled: true })
        {
            return Bought.Contains(state) || state is UnlockState.Refunding or UnlockState.Refunded
                ? Told("unlock-unsettled", "not paid", LookAtUnlock)
                : null;
        }

        if (state is UnlockState.Paid or UnlockState.Disputed && money.SettledCents != unlock.TotalCents)
            return Told("unlock-amount", $"paid {Words(money.SettledCents)} of {Words(unlock.TotalCents ?? 0)}", LookAtUnlock);

        var whole = money.SettledCents > 0 && money.RefundedCents >= money.SettledCents;
        if (money.Disputed)
        {
            // What went back before the bank took it is not taken back again.
            return state is UnlockState.Disputed or UnlockState.ChargedBack || (whole && !IsPaid(state)) ? null : Told("unlock-disputed", "disputed", DeliverAgain);
        }

        if (state is UnlockState.Disputed or UnlockState.ChargedBack) return Told("unlock-disputed", "not disputed", DeliverAgain);
        if (whole)
        {
            return state is UnlockState.RefundPending or UnlockState.RefundFailed or UnlockState.Refunding or UnlockState.Refunded
                ? null
                : Told("unlock-refunded", $"{Words(money.RefundedCents)} went back", DeliverAgain);
        }

        return state switch
        {
            UnlockState.Paid or UnlockState.RefundPending or UnlockState.RefundFailed => null,
            // Nothing was taken from anybody, so nothing goes back.
            UnlockState.Refunding or UnlockState.Refunded => money.SettledCents == 0 ? null : Told("unlock-unrefunded", "money still here", RefundUnlock),
            _ => Told("unlock-unpaid", $"paid {Words(money.SettledCents)}", DeliverAgain),
        };
    }

    private static bool IsPaid(UnlockState state) => state is UnlockState.Paid;

    private static string Words(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
