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
        select name, email, phone, address, postal_code as postalCode, locale, call_hours as callHours
        from leads.contacts
        where lead_id = @lead
        """;

    public async Task<Result<LeadContact>> Handle(GetLeadContact request, CancellationToken cancellationToken)
    {
        var contact = await read.Query(db => db.QuerySingleOrDefaultAsync<Row>(Sql, new { lead = request.Lead.Value }), cancellationToken);
        return contact is null ? LeadErrors.LeadNotFound : contact.ToContact();
    }

    // Dapper takes an array column for System.Array, and would find no constructor by its types.
    [method: ExplicitConstructor]
    private sealed record Row(string Name, string Email, string Phone, string? Address, string PostalCode, string Locale, string[] CallHours)
    {
        public LeadContact ToContact() => new(Name, Email, Phone, Address, PostalCode, Locale, CallHours);
    }
}
