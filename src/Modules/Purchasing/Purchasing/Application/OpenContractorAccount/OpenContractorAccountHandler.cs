using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.OpenContractorAccount;

internal sealed class OpenContractorAccountHandler(IContractors contractors, Market market, TimeProvider clock)
    : ICommandHandler<Contracts.OpenContractorAccount>
{
    public async Task<Result> Handle(Contracts.OpenContractorAccount request, CancellationToken cancellationToken)
    {
        var contractor = await contractors.Find(request.Contractor, cancellationToken);
        if (contractor is null)
        {
            contractor = Contractor.Open(request.Contractor, market.EntryPlan.Key, clock.GetUtcNow());
            contractor.Serve([request.Locale!]);
            contractors.Add(contractor);
        }

        contractor.Describe(request.Company!.Trim(), request.ContactName!.Trim(), request.Phone!.Trim(), request.Locale!);
        contractor.ReachAt(request.Email!.Trim());
        return Result.Success;
    }
}

internal sealed class OpenContractorAccountValidator : AbstractValidator<Contracts.OpenContractorAccount>
{
    public OpenContractorAccountValidator(Market market)
    {
        RuleFor(account => account.Company).IsName("purchasing.company-missing");
        RuleFor(account => account.ContactName).IsName("purchasing.contact-name-missing");
        RuleFor(account => account.Email).IsEmail();
        RuleFor(account => account.Phone).IsPhone();
        RuleFor(account => account.Locale).IsLanguageOf(market);
    }
}
