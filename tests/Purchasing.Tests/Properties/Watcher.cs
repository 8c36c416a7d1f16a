using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>Notes what became of purchases and returns, once each.</summary>
internal sealed class Watcher(TownModules modules, Outcomes outcomes)
{
    private readonly Dictionary<Unlock, UnlockState> _states = [];
    private int _verdicts;
    private int _deaths;

    public void Look()
    {
        foreach (var unlock in modules.Town.Unlocks)
        {
            var known = _states.TryGetValue(unlock, out var was);
            if (known && was == unlock.State) continue;
            _states[unlock] = unlock.State;
            outcomes.Saw($"state {unlock.State.Spelled()}");
            if (unlock.State is UnlockState.Paid && known && was is UnlockState.Expired) outcomes.Saw("late money bought");
            if (unlock.State is UnlockState.Paid && unlock.Charge!.Total.Cents == 0) outcomes.Saw("free of charge");
            if (unlock.State is UnlockState.Refunding) outcomes.Saw($"money back {unlock.RefundCause!.Word}");
            if (unlock.State is UnlockState.Refunded && known && was is not UnlockState.Refunding && unlock.PaidAt is null) outcomes.Saw($"money back {unlock.RefundCause!.Word}");
            if (unlock.IsUpgrade && unlock.State is UnlockState.Paid or UnlockState.Refunded) outcomes.Saw($"upgrade {unlock.State.Spelled()}");
        }

        for (; _verdicts < modules.Town.Verdicts.Count; _verdicts++)
        {
            var verdict = modules.Town.Verdicts[_verdicts];
            outcomes.Saw($"return {verdict.Outcome.Spelled()} by {verdict.By}");
        }

        foreach (var asked in modules.Town.Returns)
        {
            if (asked.State is ReturnState.Appealed) outcomes.Saw("return appealed");
        }

        for (; _deaths < modules.Deaths; _deaths++) outcomes.Saw("host died");
    }
}
