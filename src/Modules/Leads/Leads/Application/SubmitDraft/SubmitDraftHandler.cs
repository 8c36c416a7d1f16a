using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.SubmitDraft;

internal sealed class SubmitDraftValidator : AbstractValidator<Contracts.SubmitDraft>
{
    public SubmitDraftValidator() =>
        RuleFor(command => command.Draft).NotEqual(default(DraftId)).WithErrorCode(FieldCodes.DraftMissing);
}

internal sealed class SubmitDraftHandler(IDrafts drafts, ILeads leads, IntakeRules rules, LeadIntake intake, TimeProvider clock)
    : ICommandHandler<Contracts.SubmitDraft, SubmittedLead>
{
    public async Task<Result<SubmittedLead>> Handle(Contracts.SubmitDraft command, CancellationToken cancellationToken)
    {
        // A double click, a reload and a retry wait here for the first of them, and then find its lead.
        var draft = await drafts.Find(command.Draft, cancellationToken);
        if (draft is null) return LeadErrors.DraftNotFound;
        if (draft.Lead is { } before) return Submitted(await leads.Find(before, cancellationToken));

        // Saved steps were right when they were saved; the market's lists and the day have moved on since.
        var request = rules.Read(draft.Form);
        if (request.IsFailure) return request.Error;

        var now = clock.GetUtcNow();
        var origin = command.Origin with { Attribution = AttributionText.Merge(draft.Attribution, command.Origin.Attribution) };
        var lead = intake.Take(request.Value, origin, draft.TakenUntil(now));
        var ended = draft.Become(lead.Id, now);
        return ended.IsFailure ? ended.Error : Submitted(lead);
    }

    private static Result<SubmittedLead> Submitted(Lead? lead) =>
        lead is null ? LeadErrors.LeadNotFound : new SubmittedLead(lead.Id, lead.Status.Spelled());
}
