using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.LeadWork;

internal sealed class AddLeadNoteHandler(IUnlocks unlocks, IWorkedLeads leads, TimeProvider clock) : ICommandHandler<AddLeadNote>
{
    public async Task<Result> Handle(AddLeadNote request, CancellationToken cancellationToken)
    {
        if (await unlocks.LockOwnLead(request.Contractor, request.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (!await leads.HoldContact(unlock.Id, cancellationToken)) return LeadWorkErrors.ContactWithdrawn;
        if (await leads.HasNote(unlock.Id, request.Note, cancellationToken)) return Result.Success;
        if (await leads.CountNotes(unlock.Id, cancellationToken) >= KeptNote.Most) return LeadWorkErrors.TooManyNotes;

        leads.Add(KeptNote.Keep(unlock, request.Note, request.Text!.Trim(), clock.GetUtcNow()));
        return Result.Success;
    }
}

internal sealed class AddLeadNoteValidator : AbstractValidator<AddLeadNote>
{
    public AddLeadNoteValidator() => RuleFor(request => request.Text).IsGivenFreeText(KeptNote.Longest);
}

internal sealed class RemoveLeadNoteHandler(IUnlocks unlocks, IWorkedLeads leads) : ICommandHandler<RemoveLeadNote>
{
    public async Task<Result> Handle(RemoveLeadNote request, CancellationToken cancellationToken)
    {
        if (await unlocks.LockOwnLead(request.Contractor, request.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        await leads.RemoveNote(unlock.Id, request.Note, cancellationToken);
        return Result.Success;
    }
}
