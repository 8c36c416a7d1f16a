using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Domain;

internal enum ReturnState
{
    /// <summary>Not judged yet.</summary>
    Requested,
    Approved,
    Denied,

    /// <summary>Waits for staff: the evidence says nothing, or they returned too much.</summary>
    Review,

    /// <summary>Waits for staff: denied, and the contractor does not agree.</summary>
    Appealed,
}

/// <summary>A return got a verdict.</summary>
internal sealed record ReturnJudged(UnlockId Unlock, LeadReturn Return, KeptVerdict Verdict) : IDomainEvent;

/// <summary>A denied return goes to staff.</summary>
internal sealed record ReturnAppealed(UnlockId Unlock, LeadReturn Return, DateTimeOffset At) : IDomainEvent;

/// <summary>A contractor's wish to give a bought lead back, from the request to the money. One for each unlock.</summary>
internal sealed partial class LeadReturn : Aggregate
{
    private LeadReturn()
    {
    }

    public ReturnId Id { get; private set; }

    public UnlockId UnlockId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    /// <summary>A reason's key in the market file.</summary>
    public string Reason { get; private set; } = "";

    public bool ToCredit { get; private set; }

    public ReturnState State { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>From then on it is approved, unless somebody has decided; null once decided.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>A denial can be taken to staff before then; null when it cannot.</summary>
    public DateTimeOffset? AppealUntil { get; private set; }

    public DateTimeOffset? AppealedAt { get; private set; }

    /// <summary>The contractor's words.</summary>
    public string? Note { get; private set; }

    public string? AppealText { get; private set; }

    public string? StaffNote { get; private set; }

    /// <summary>How many there are.</summary>
    public int Verdicts { get; private set; }

    public static LeadReturn Ask(Unlock unlock, string reason, string? note, bool toCredit, DateTimeOffset at, TimeSpan promise) => new()
    {
        Id = ReturnId.New(at), UnlockId = unlock.Id, ContractorId = unlock.ContractorId, Reason = reason, Note = note, ToCredit = toCredit,
        State = ReturnState.Requested, RequestedAt = at, DueAt = at + promise,
    };

    /// <summary>The machine's verdict, once.</summary>
    /// <returns>The verdict to keep; null when it is judged already, or the time to judge it is over.</returns>
    public KeptVerdict? Judge(Verdict verdict, ReturnRules rules, DateTimeOffset at)
    {
        if (State is not ReturnState.Requested || DueAt <= at) return null;
        if (verdict.Outcome is ReturnOutcome.Review) (State, DueAt) = (ReturnState.Review, at + rules.StaffPromise);
        else (State, DueAt, DecidedAt) = (verdict.Outcome is ReturnOutcome.Approved ? ReturnState.Approved : ReturnState.Denied, null, at);
        AppealUntil = State is ReturnState.Denied ? at + rules.AppealWindow : null;
        return Keep(verdict, KeptVerdict.BySystem, note: null, at);
    }

    /// <summary>Nobody decided in time: that is not the contractor's fault.</summary>
    /// <returns>The verdict to keep; null when somebody has decided, or has time left.</returns>
    public KeptVerdict? KeepPromise(DateTimeOffset at)
    {
        if (DueAt is not { } due || due > at) return null;
        (State, DueAt, DecidedAt) = (ReturnState.Approved, null, at);
        return Keep(new Verdict(ReturnOutcome.Approved, ReturnRule.PromiseMissed, NoFacts), KeptVerdict.ByPromise, note: null, at);
    }

    /// <summary>A person's decision, which is final.</summary>
    /// <returns>The verdict to keep; null when it was decided the same way before.</returns>
    public Result<KeptVerdict?> Decide(bool approve, string? note, DateTimeOffset at)
    {
        if (State is ReturnState.Approved or ReturnState.Denied)
            return (State is ReturnState.Approved) == approve && AppealUntil is null ? Same : ReturnErrors.Decided;
        if (State is ReturnState.Requested) return ReturnErrors.Decided;

        (State, DueAt, DecidedAt, StaffNote) = (approve ? ReturnState.Approved : ReturnState.Denied, null, at, note);
        return Keep(new Verdict(approve ? ReturnOutcome.Approved : ReturnOutcome.Denied, ReturnRule.Staff, NoFacts), KeptVerdict.ByStaff, note, at);
    }

    /// <summary>Takes the machine's denial to staff, once.</summary>
    public Result Appeal(string text, DateTimeOffset at, TimeSpan promise)
    {
        if (State is ReturnState.Appealed) return Result.Success;
        if (State is not ReturnState.Denied || AppealUntil is not { } until || until <= at) return ReturnErrors.NotAppealable;
        (State, AppealText, AppealedAt, AppealUntil, DueAt, DecidedAt) = (ReturnState.Appealed, text, at, null, at + promise, null);
        Raise(new ReturnAppealed(UnlockId, this, at));
        return Result.Success;
    }

    /// <summary>Destroys what people wrote, unless somebody has to decide by it.</summary>
    public void ForgetWords()
    {
        if (DueAt is null) (Note, AppealText, StaffNote) = (null, null, null);
    }

    private static readonly Result<KeptVerdict?> Same = (KeptVerdict?)null;

    private static readonly IReadOnlyDictionary<string, string> NoFacts = new Dictionary<string, string>(StringComparer.Ordinal);

    private KeptVerdict Keep(Verdict verdict, string by, string? note, DateTimeOffset at)
    {
        // The money is looked after until it is back.
        if (State is ReturnState.Approved) SettleAt = at;
        Verdicts++;
        var kept = KeptVerdict.Keep(this, verdict, by, at);
        Raise(new ReturnJudged(UnlockId, this, kept));
        return kept;
    }
}
