using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.Plans;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetContractorHandler(ReadSide<PurchasingDbContext> read, Market market) : IQueryHandler<GetContractor, ContractorView>
{
    // Set by property: Dapper hands a constructor an untyped Array for text[].
    private sealed class Row
    {
        public required string Company { get; init; }

        public required string ContactName { get; init; }

        public required string Email { get; init; }

        public required string Phone { get; init; }

        public required string Locale { get; init; }

        public required string[] Regions { get; init; }

        public required string[] Services { get; init; }

        public string? Licence { get; init; }

        public required string[] Languages { get; init; }

        public required string[] Areas { get; init; }

        public string? BaseArea { get; init; }

        public int? DistanceKm { get; init; }

        public DateTimeOffset? PausedAt { get; init; }
    }

    public async Task<Result<ContractorView>> Handle(GetContractor request, CancellationToken cancellationToken)
    {
        // A host of the last release registers nobody's languages: then it is the one they read.
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<Row>("""
            select company as "Company", contact_name as "ContactName", email as "Email", phone as "Phone", locale as "Locale",
                regions as "Regions", services as "Services", licence as "Licence",
                case when languages = '{}' then array[locale] else languages end as "Languages",
                areas as "Areas", base_area as "BaseArea", distance_km as "DistanceKm", paused_at as "PausedAt"
            from purchasing.contractors
            where id = @id
            """, new { id = request.Contractor.Value }), cancellationToken);
        return row is null
            ? ContractorErrors.NotFound
            : new ContractorView(
                request.Contractor, row.Company, row.ContactName, row.Email, row.Phone, row.Locale, row.Regions, row.Services, row.Licence,
                row.Languages, row.Areas, row.BaseArea, row.DistanceKm, row.PausedAt,
                Contractor.RefusalToBuy(row.PausedAt is not null, row.Licence is not null, market.Contractors)?.Code);
    }
}

internal sealed class FindContractorsToAskHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindContractorsToAsk, IReadOnlyList<ContractorId>>
{
    private const int Run = 500;

    // Uses contractors_without_plan and contractors_by_plan_age.
    public async Task<Result<IReadOnlyList<ContractorId>>> Handle(FindContractorsToAsk request, CancellationToken cancellationToken)
    {
        var ids = await read.Query(db => db.QueryAsync<Guid>("""
            (select id from purchasing.contractors where plan is null order by plan_asked_at nulls first limit @most)
            union all
            (select id from purchasing.contractors
            where plan is not null and greatest(plan_asked_at, plan_since) < @before
            order by greatest(plan_asked_at, plan_since) limit @most)
            """, new { most = Run, before = request.Before }), cancellationToken);
        return ids.Select(id => new ContractorId(id)).ToList();
    }
}
