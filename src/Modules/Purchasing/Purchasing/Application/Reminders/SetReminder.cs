using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Reminders;

internal sealed class SetReminderHandler(IUnlocks unlocks, IWorkedLeads leads) : ICommandHandler<Contracts.SetReminder>
{
    public async Task<Result> Handle(Contracts.SetReminder request, CancellationToken cancellationToken)
    {
        if (await unlocks.LockOwnLead(request.Contractor, request.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (!await leads.HoldContact(unlock.Id, cancellationToken)) return LeadWorkErrors.ContactWithdrawn;

        var lead = await leads.Of(unlock, cancellationToken);
        if (request.At is { } at) lead.Remind(at, FreeText.OrNothing(request.Text));
        else lead.ForgetReminder();
        return Result.Success;
    }
}

internal sealed class SetReminderValidator : AbstractValidator<Contracts.SetReminder>
{
    private const int LongestText = 200;

    public SetReminderValidator(TimeProvider clock)
    {
        RuleFor(request => request.At).Must(at => at is null || (at > clock.GetUtcNow() && at <= clock.GetUtcNow().AddYears(1)))
            .WithErrorCode("purchasing.reminder-out-of-range");
        RuleFor(request => request.Text).IsFreeText(LongestText);
    }
}
