using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.SubmitLead;

internal sealed class SubmitLeadValidator : AbstractValidator<Contracts.SubmitLead>
{
    public SubmitLeadValidator(IntakeRules rules)
    {
        RuleFor(command => command.Form).NotNull().WithErrorCode(FieldCodes.FormMissing);
        RuleFor(command => command.Form)
            .Custom((form, context) => context.Report(rules.Check(form).Errors))
            .When(command => command.Form is not null);
    }
}

internal sealed class SubmitLeadHandler(IntakeRules rules, LeadIntake intake) : ICommandHandler<Contracts.SubmitLead, SubmittedLead>
{
    public Task<Result<SubmittedLead>> Handle(Contracts.SubmitLead command, CancellationToken cancellationToken) =>
        Task.FromResult(Take(command));

    private Result<SubmittedLead> Take(Contracts.SubmitLead command)
    {
        var request = rules.Read(command.Form);
        if (request.IsFailure) return request.Error;

        // Sent whole, by a program that was filled in who knows how fast.
        var lead = intake.Take(request.Value, command.Origin, taken: null);
        return new SubmittedLead(lead.Id, lead.Status.Spelled());
    }
}
