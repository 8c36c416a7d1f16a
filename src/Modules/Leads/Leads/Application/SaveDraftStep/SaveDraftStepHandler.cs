using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.SaveDraftStep;

/// <summary>Checks the command; the step's fields need the saved draft beside them and are judged by the handler.</summary>
internal sealed class SaveDraftStepValidator : AbstractValidator<Contracts.SaveDraftStep>
{
    public SaveDraftStepValidator()
    {
        RuleFor(command => command.Draft).NotEqual(default(DraftId)).WithErrorCode(FieldCodes.DraftMissing);
        RuleFor(command => command.Step).IsInEnum().WithErrorCode(FieldCodes.StepUnknown);
        RuleFor(command => command.Form).NotNull().WithErrorCode(FieldCodes.FormMissing);
    }
}

internal sealed class SaveDraftStepHandler(IDrafts drafts, IntakeRules rules, TimeProvider clock) : ICommandHandler<Contracts.SaveDraftStep>
{
    public async Task<Result> Handle(Contracts.SaveDraftStep command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var draft = await drafts.Open(command.Draft, now, cancellationToken);
        if (draft.Lead is not null) return LeadErrors.DraftSubmitted;

        var (form, errors) = rules.Check(draft.With(command.Step, command.Form), command.Step);
        if (errors.Count > 0) return Error.Invalid(errors);

        draft.CameBy(AttributionText.Keep(command.Attribution));
        return draft.Keep(command.Step is IntakeStep.Service ? rules.KeepAnswersThatBelong(form) : form, now);
    }
}
