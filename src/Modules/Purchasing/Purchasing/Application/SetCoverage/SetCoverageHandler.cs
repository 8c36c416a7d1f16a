using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.SetCoverage;

internal sealed class SetCoverageHandler(IContractors contractors) : ICommandHandler<Contracts.SetCoverage>
{
    public async Task<Result> Handle(Contracts.SetCoverage request, CancellationToken cancellationToken)
    {
        if (await contractors.Find(request.Contractor, cancellationToken) is not { } contractor) return ContractorErrors.NotFound;
        contractor.Cover(request.Regions, request.Services);
        return Result.Success;
    }
}

internal sealed class SetCoverageValidator : AbstractValidator<Contracts.SetCoverage>
{
    public SetCoverageValidator(Market market)
    {
        RuleFor(coverage => coverage.Regions)
            .Must(regions => regions is { Count: > 0 }).WithErrorCode("purchasing.regions-missing")
            .Must(regions => regions is null || regions.All(region => market.FindRegion(region) is not null)).WithErrorCode("purchasing.region-unknown");
        RuleFor(coverage => coverage.Services)
            .Must(services => services is { Count: > 0 }).WithErrorCode("purchasing.services-missing")
            .Must(services => services is null || services.All(service => market.FindService(service) is not null)).WithErrorCode("purchasing.service-unknown");
    }
}
