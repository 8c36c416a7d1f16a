using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetContractorHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<GetContractor, ContractorView>
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
    }

    public async Task<Result<ContractorView>> Handle(GetContractor request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<Row>("""
            select company as "Company", contact_name as "ContactName", email as "Email", phone as "Phone", locale as "Locale",
                regions as "Regions", services as "Services"
            from purchasing.contractors
            where id = @id
            """, new { id = request.Contractor.Value }), cancellationToken);
        return row is null
            ? ContractorErrors.NotFound
            : new ContractorView(request.Contractor, row.Company, row.ContactName, row.Email, row.Phone, row.Locale, row.Regions, row.Services);
    }
}
