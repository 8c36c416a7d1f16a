using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

internal sealed class RecordOutcomeValidator : AbstractValidator<RecordOutcome>
{
    public RecordOutcomeValidator()
    {
        RuleFor(command => command.Outcome)
            .Must(outcome => Outcome.Kinds.Contains(outcome, StringComparer.Ordinal)).WithErrorCode(HomeownerPageCodes.OutcomeUnknown);
        RuleFor(command => command.Unlock)
            .NotNull().WithErrorCode(HomeownerPageCodes.OutcomeUnknown).When(command => command.Outcome is Outcome.Hired);
    }
}

internal sealed class RecordOutcomeHandler(ILeads leads, IRequests requests, TimeProvider clock) : ICommandHandler<RecordOutcome>
{
    public async Task<Result> Handle(RecordOutcome request, CancellationToken cancellationToken)
    {
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null) return LeadErrors.LeadNotFound;

        var outcome = await requests.FindOutcome(lead.Id, cancellationToken);
        if (outcome is null) requests.Add(outcome = Outcome.Of(lead.Id));
        outcome.Say(request.Outcome!, request.Unlock, clock.GetUtcNow());
        return Result.Success;
    }
}
