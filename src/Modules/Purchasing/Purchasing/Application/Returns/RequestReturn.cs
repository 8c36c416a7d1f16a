using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

/// <summary>A return was asked for; it is judged at once.</summary>
[EventName("purchasing.return-requested.v1")]
internal sealed record ReturnRequested(ReturnId Return) : IIntegrationEvent;

internal sealed class RequestReturnHandler(IUnlocks unlocks, IReturns returns, IWorkedLeads leads, IOutbox outbox, Market market, TimeProvider clock)
    : ICommandHandler<RequestReturn, ReturnId>
{
    public async Task<Result<ReturnId>> Handle(RequestReturn request, CancellationToken cancellationToken)
    {
        // Locked: two requests at once take turns, and the second finds the first one's return.
        if (await unlocks.Lock(request.Unlock, cancellationToken) is not { IsUpgrade: false } unlock || unlock.ContractorId != request.Contractor)
            return UnlockErrors.NotFound;
        if (await returns.Of(unlock.Id, cancellationToken) is { } first)
            return first.Reason == request.Reason ? first.Id : ReturnErrors.OtherReason;
        if (unlock is not { State: UnlockState.Paid, PaidAt: { } paidAt }) return ReturnErrors.NotReturnable;

        var (reason, now) = (market.Returns.Find(request.Reason)!, clock.GetUtcNow());
        if (paidAt + reason.Window <= now) return ReturnErrors.TooLate;
        var note = FreeText.OrNothing(request.Note);
        if (note is null && await NeedsNote(reason, unlock, now, cancellationToken)) return ReturnErrors.NoteMissing;

        // Their words may name the homeowner, who takes the contact back at this moment: they go with it, or are written after. Then staff
        // can read them until they have decided, and no longer.
        if (note is not null) await leads.HoldContact(unlock.Id, cancellationToken);
        var asked = LeadReturn.Ask(unlock, reason.Key, note, request.ToCredit, now, market.Returns.Promise);
        returns.Add(asked);
        outbox.Publish(new ReturnRequested(asked.Id));
        return asked.Id;
    }

    // What only the homeowner knows, staff can only ask the contractor.
    private async Task<bool> NeedsNote(ReturnReason reason, Unlock unlock, DateTimeOffset now, CancellationToken cancel) =>
        reason.Proof is ReturnProof.Staff or ReturnProof.Service
        && ReturnJudge.NeedsNote(reason, await returns.Gather(unlock.Id, now, cancel));
}

internal sealed class RequestReturnValidator : AbstractValidator<RequestReturn>
{
    private const int LongestNote = 500;

    public RequestReturnValidator(Market market)
    {
        RuleFor(request => request.Reason).Must(reason => market.Returns.Find(reason) is not null).WithErrorCode("purchasing.return-reason-unknown");
        RuleFor(request => request.Note).IsFreeText(LongestNote);
    }
}
