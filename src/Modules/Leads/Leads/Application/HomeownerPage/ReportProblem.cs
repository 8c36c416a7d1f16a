using FluentValidation;
using FluentValidation.Results;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

internal sealed class ReportProblemValidator : AbstractValidator<ReportProblem>
{
    public ReportProblemValidator()
    {
        RuleFor(command => command.Kind)
            .Must(kind => Problem.Kinds.Contains(kind, StringComparer.Ordinal)).WithErrorCode(HomeownerPageCodes.ProblemKindUnknown);
        RuleFor(command => command).Custom((command, context) =>
        {
            if (FaultOf(command) is { } fault) context.AddFailure(fault);
        });
    }

    private static ValidationFailure? FaultOf(ReportProblem command)
    {
        var text = ProblemText.Read(command.Text);
        return text switch
        {
            { Fault: TextFault.TooLong } => Failure(HomeownerPageCodes.ProblemTextTooLong, Problem.TextLength),
            { Fault: TextFault.NotAllowed } => Failure(FieldCodes.TextNotAllowed),
            // The other kinds say by themselves what is wrong.
            { Value: null } when command.Kind is Problem.Other => Failure(HomeownerPageCodes.ProblemTextMissing),
            _ => null,
        };
    }

    private static ValidationFailure Failure(string code, long? limit = null) =>
        new(nameof(ReportProblem.Text), code) { ErrorCode = code, CustomState = limit };
}

internal sealed class ReportProblemHandler(ILeads leads, IRequests requests, TimeProvider clock) : ICommandHandler<ReportProblem>
{
    public async Task<Result> Handle(ReportProblem request, CancellationToken cancellationToken)
    {
        // After erasure nothing new is written down about a person.
        var lead = await leads.Lock(request.Lead, cancellationToken);
        if (lead is null || lead.ErasedAt is not null) return LeadErrors.LeadNotFound;
        if (await requests.CountProblems(lead.Id, cancellationToken) >= Problem.MostPerLead) return HomeownerPageErrors.TooManyProblems;

        requests.Add(Problem.Report(lead.Id, request.Kind!, ProblemText.Read(request.Text).Value, request.Unlock, clock.GetUtcNow()));
        return Result.Success;
    }
}

/// <summary>One reading of the text for the validator and the handler.</summary>
internal static class ProblemText
{
    public static PlainText Read(string? typed) => PlainText.Read(typed, Problem.TextLength, manyLines: true);
}
