using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.SetCoverage;

internal sealed class SetCoverageHandler(IContractors contractors, Market market) : ICommandHandler<Contracts.SetCoverage>
{
    public async Task<Result> Handle(Contracts.SetCoverage request, CancellationToken cancellationToken)
    {
        if (await contractors.Find(request.Contractor, cancellationToken) is not { } contractor) return ContractorErrors.NotFound;
        var areas = (request.Areas ?? []).Where(area => !string.IsNullOrWhiteSpace(area)).Select(area => market.FindArea(area)!.Code);
        contractor.Cover(new Coverage(request.Regions, request.Services, [.. areas], market.FindArea(request.Base), request.DistanceKm), market.PostalAreas);
        return Result.Success;
    }
}

internal sealed class SetCoverageValidator : AbstractValidator<Contracts.SetCoverage>
{
    private const int Farthest = 500;

    public SetCoverageValidator(Market market)
    {
        RuleFor(coverage => coverage.Regions).Cascade(CascadeMode.Stop)
            .Must((coverage, regions) => regions is { Count: > 0 } || HasAreas(coverage) || coverage.DistanceKm is not null).WithErrorCode("purchasing.regions-missing")
            .Must(regions => regions is not null && regions.All(region => market.FindRegion(region) is not null)).WithErrorCode("purchasing.region-unknown");
        RuleFor(coverage => coverage.Services)
            .Must(services => services is { Count: > 0 }).WithErrorCode("purchasing.services-missing")
            .Must(services => services is null || services.All(service => market.FindService(service) is not null)).WithErrorCode("purchasing.service-unknown");
        RuleFor(coverage => coverage.Areas)
            .Must(areas => areas is null || areas.All(area => string.IsNullOrWhiteSpace(area) || market.FindArea(area) is not null)).WithErrorCode("purchasing.area-unknown");
        RuleFor(coverage => coverage.Base)
            .Must((coverage, from) => IsBlank(from) ? coverage.DistanceKm is null : market.FindArea(from)?.Position is not null).WithErrorCode("purchasing.base-unknown");
        // A base without a distance says that something was forgotten.
        RuleFor(coverage => coverage.DistanceKm)
            .Must((coverage, km) => km is null ? IsBlank(coverage.Base) : km is >= 1 and <= Farthest).WithErrorCode("purchasing.distance-invalid").WithState(_ => (long)Farthest);
    }

    private static bool HasAreas(Contracts.SetCoverage coverage) => coverage.Areas is { } areas && areas.Any(area => !string.IsNullOrWhiteSpace(area));

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);
}
