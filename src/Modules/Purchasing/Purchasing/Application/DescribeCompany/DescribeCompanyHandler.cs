using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.OpenContractorAccount;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.DescribeCompany;

internal sealed class DescribeCompanyHandler(IContractors contractors, Market market) : ICommandHandler<Contracts.DescribeCompany>
{
    public async Task<Result> Handle(Contracts.DescribeCompany request, CancellationToken cancellationToken)
    {
        if (await contractors.Find(request.Contractor, cancellationToken) is not { } contractor) return ContractorErrors.NotFound;
        contractor.Describe(request.Company!.Trim(), request.ContactName!.Trim(), request.Phone!.Trim(), request.Locale!);
        contractor.Hold(market.Contractors.Licence?.Normalize(request.Licence));
        contractor.Serve(request.Languages!);
        return Result.Success;
    }
}

internal sealed class DescribeCompanyValidator : AbstractValidator<Contracts.DescribeCompany>
{
    public DescribeCompanyValidator(Market market)
    {
        RuleFor(company => company.Company).IsName("purchasing.company-missing");
        RuleFor(company => company.ContactName).IsName("purchasing.contact-name-missing");
        RuleFor(company => company.Phone).IsPhone();
        RuleFor(company => company.Locale).IsLanguageOf(market);
        RuleFor(company => company.Languages).Cascade(CascadeMode.Stop)
            .Must(languages => languages is { Count: > 0 }).WithErrorCode("purchasing.languages-missing")
            .Must(languages => languages!.All(language => market.Locales.Contains(language, StringComparer.Ordinal))).WithErrorCode("purchasing.locale-unknown");

        // Where the market asks for none, none is kept.
        if (market.Contractors.Licence is not { } rule) return;
        RuleFor(company => company.Licence).Cascade(CascadeMode.Stop)
            .Must(licence => !rule.Required || !string.IsNullOrWhiteSpace(licence)).WithErrorCode("purchasing.licence-missing")
            .Must(licence => string.IsNullOrWhiteSpace(licence) || rule.Normalize(licence) is not null).WithErrorCode("purchasing.licence-invalid");
    }
}
