using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.LeadWork;

internal sealed class LogContactAttemptHandler(IUnlocks unlocks, IWorkedLeads leads, TimeProvider clock) : ICommandHandler<LogContactAttempt>
{
    public async Task<Result> Handle(LogContactAttempt request, CancellationToken cancellationToken)
    {
        if (await unlocks.LockOwnLead(request.Contractor, request.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (!await leads.HoldContact(unlock.Id, cancellationToken)) return LeadWorkErrors.ContactWithdrawn;
        if (await leads.HasAttempt(unlock.Id, request.Attempt, cancellationToken)) return Result.Success;
        if (await leads.CountAttempts(unlock.Id, cancellationToken) >= LoggedAttempt.Most) return LeadWorkErrors.TooManyAttempts;

        // The server's clock, after its turn has come: nobody back-dates what a return is judged by.
        var now = clock.GetUtcNow();
        leads.Add(LoggedAttempt.Log(unlock, request.Attempt, request.Way, request.Outcome, now));
        var lead = await leads.Of(unlock, cancellationToken);
        if (lead.Progress is LeadProgress.New && lead.Move(LeadProgress.Contacted, cents: null, now) is { } step) leads.Add(step);
        return Result.Success;
    }
}

internal sealed class LogContactAttemptValidator : AbstractValidator<LogContactAttempt>
{
    public LogContactAttemptValidator()
    {
        RuleFor(request => request.Way).IsInEnum().WithErrorCode("purchasing.attempt-way-unknown");
        RuleFor(request => request.Outcome).Cascade(CascadeMode.Stop).IsInEnum().WithErrorCode("purchasing.attempt-outcome-wrong")
            .Must((request, outcome) => LoggedAttempt.Goes(request.Way, outcome)).WithErrorCode("purchasing.attempt-outcome-wrong");
    }
}
