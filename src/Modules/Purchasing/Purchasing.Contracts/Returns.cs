using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>A contractor's wish to give a bought lead back.</summary>
public readonly record struct ReturnId(Guid Value) : ITypedId<ReturnId>
{
    public static ReturnId From(Guid value) => new(value);

    public static ReturnId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>Asks to give a lead back. It is judged from stored evidence within the market's promise; missed, it is approved.</summary>
/// <param name="Reason">A reason's key in the market file.</param>
/// <param name="Note">The contractor's words, up to 500 characters; needed by reasons that staff judge. Kept with the homeowner's details; without them until
/// it is decided.</param>
/// <param name="ToCredit">As credits, at once; otherwise to where the money came from.</param>
/// <remarks>One return per unlock: asked again with the same reason it answers the first. Refused with <c>purchasing.return-other-reason</c> (asked before with
/// another one, whatever became of it), <c>purchasing.unlock-not-found</c>, <c>purchasing.not-returnable</c> (not paid, or its
/// money is on its way back), <c>purchasing.return-too-late</c>, <c>validation.failed</c> (<c>purchasing.return-reason-unknown</c>, <c>purchasing.return-note-missing</c>).</remarks>
public sealed record RequestReturn(ContractorId Contractor, UnlockId Unlock, string? Reason, string? Note, bool ToCredit) : ICommand<ReturnId>;

/// <summary>Takes a denied return to staff. Once, within the market's window. Idempotent.</summary>
/// <param name="Text">1 to 1000 characters.</param>
/// <remarks>Refused with <c>purchasing.return-not-found</c>, <c>purchasing.not-appealable</c>, <c>validation.failed</c>.</remarks>
public sealed record AppealReturn(ContractorId Contractor, ReturnId Return, string? Text) : ICommand;

/// <summary>Decides a return that waits for staff. Staff only. Final. Idempotent for the same decision.</summary>
/// <param name="Note">As the contractor reads it; needed to deny. Up to 500 characters.</param>
/// <remarks>Refused with <c>purchasing.return-not-found</c>, <c>purchasing.return-decided</c>, <c>validation.failed</c>.</remarks>
public sealed record DecideReturn(ReturnId Return, bool Approve, string? Note) : ICommand;

/// <summary>Returns, for staff: what waits for them first, the earliest due on top; then the rest, newest first.</summary>
/// <param name="Waiting">Only those that wait for staff.</param>
/// <param name="Cursor">Where the page before ended; an unreadable one starts again at the top.</param>
public sealed record ListReturns(bool Waiting = true, string? Cursor = null) : IQuery<ReturnPage>;

/// <param name="Waiting">How many wait for staff, whatever is listed.</param>
public sealed record ReturnPage(IReadOnlyList<ReturnCase> Items, string? NextCursor, int Waiting);

/// <param name="Price">What was paid before tax, a paid upgrade with it, whatever of it has gone back since.</param>
/// <param name="Attempts">The latest hundred that were logged, oldest first.</param>
/// <param name="CycleBought">Leads this contractor bought in the current cycle.</param>
/// <param name="CycleReturned">Returns of theirs that were approved in it.</param>
public sealed record ReturnCase(
    ReturnView Return, BoardItem Item, ContractorId Contractor, string Company, Money Price, LeadProgress Progress, IReadOnlyList<ContactAttempt> Attempts,
    int CycleBought, int CycleReturned)
{
    /// <summary>What an approval gives back as far as it has not gone back yet: the lead's purchase, and a paid upgrade's.</summary>
    public IReadOnlyList<UnlockId> Purchases { get; init; } = [];
}

/// <param name="State"><c>requested</c>, <c>approved</c>, <c>denied</c>, <c>review</c> (staff look at it), <c>appealed</c>.</param>
/// <param name="DueAt">Until when somebody has to decide, or it is approved; null once decided.</param>
/// <param name="AppealUntil">A denied one can be taken to staff until then; null when it cannot.</param>
/// <param name="AppealText">What the contractor told staff.</param>
public sealed record ReturnView(
    ReturnId Id, UnlockId Unlock, string Reason, string? Note, string State, bool ToCredit, DateTimeOffset RequestedAt, DateTimeOffset? DueAt,
    ReturnVerdict? Verdict, DateTimeOffset? AppealUntil, DateTimeOffset? AppealedAt, string? AppealText);

/// <summary>The latest word on a return, and what it rests on.</summary>
/// <param name="Rule">Which rule decided, as a stable code whose words are in the resources: <c>return.attempts-enough</c>, <c>return.attempts-missing</c>,
/// <c>return.same-person</c>, <c>return.same-person-other</c>, <c>return.no-same-person</c>, <c>return.area-differs</c>, <c>return.area-same</c>, <c>return.service-differs</c>, <c>return.service-needs-staff</c>,
/// <c>return.was-reached</c>, <c>return.progress-made</c>, <c>return.over-limit</c>, <c>return.promise-missed</c>, <c>return.staff</c>.</param>
/// <param name="Facts">What was found, by name: <c>attempts</c>, <c>days</c>, <c>needed</c>, … Numbers, areas and dates; nothing of the homeowner.</param>
/// <param name="By"><c>system</c>, <c>promise</c> or <c>staff</c>.</param>
/// <param name="Note">The words of staff.</param>
public sealed record ReturnVerdict(string Rule, IReadOnlyDictionary<string, string> Facts, string By, string? Note, DateTimeOffset At);

/// <summary>One reason as it stands for one lead now.</summary>
/// <param name="Until">End of its window.</param>
/// <param name="Rule">What the verdict would rest on now; as in <see cref="ReturnVerdict"/>.</param>
/// <param name="Facts">As in <see cref="ReturnVerdict"/>.</param>
/// <param name="Likely"><c>approved</c>, <c>denied</c> or <c>review</c>, were it asked for now.</param>
/// <param name="NeedsNote">The contractor has to say something.</param>
public sealed record ReturnOption(
    string Reason, DateTimeOffset Until, bool Open, string Rule, IReadOnlyDictionary<string, string> Facts, string Likely, bool NeedsNote);
