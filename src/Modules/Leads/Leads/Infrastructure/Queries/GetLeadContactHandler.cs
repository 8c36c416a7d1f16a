using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;

namespace LeadMarket.Leads.Infrastructure.Queries;

internal sealed class GetLeadContactHandler(ReadSide<LeadsDbContext> read) : IQueryHandler<GetLeadContact, LeadContact>
{
    private const string Sql = """
        select name, email, phone, address, postal_code as postalCode, locale
        from leads.contacts
        where lead_id = @lead
        """;

    public async Task<Result<LeadContact>> Handle(GetLeadContact request, CancellationToken cancellationToken)
    {
        var contact = await read.Query(db => db.QuerySingleOrDefaultAsync<LeadContact>(Sql, new { lead = request.Lead.Value }), cancellationToken);
        return contact is null ? LeadErrors.LeadNotFound : contact;
    }
}
