using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.LeadWork;

internal sealed class SetLeadProgressHandler(IUnlocks unlocks, IWorkedLeads leads, TimeProvider clock) : ICommandHandler<SetLeadProgress>
{
    public async Task<Result> Handle(SetLeadProgress request, CancellationToken cancellationToken)
    {
        if (await unlocks.LockOwnLead(request.Contractor, request.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        var lead = await leads.Of(unlock, cancellationToken);
        if (lead.Move(request.Progress, request.Cents, clock.GetUtcNow(), request.QuotedCents) is { } step) leads.Add(step);
        return Result.Success;
    }
}

internal sealed class SetLeadProgressValidator : AbstractValidator<SetLeadProgress>
{
    public SetLeadProgressValidator()
    {
        RuleFor(request => request.Progress).IsInEnum().WithErrorCode("purchasing.progress-unknown");
        RuleFor(request => request.Cents).InclusiveBetween(0, SetLeadProgress.MostCents).WithErrorCode("purchasing.amount-invalid")
            .When(request => request.Progress is LeadProgress.Quoted or LeadProgress.Won);
        RuleFor(request => request.QuotedCents).InclusiveBetween(0, SetLeadProgress.MostCents).WithErrorCode("purchasing.amount-invalid")
            .When(request => request.Progress is LeadProgress.Won);
    }
}
