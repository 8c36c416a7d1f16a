using Dapper;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Conversions;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class ConversionRepository(LeadsDbContext context) : IConversions
{
    private const string Facts = """
        select l.id as lead, l.service, l.region, c.email, c.phone, c.postal_code as postalCode,
            host(o.ip_address) as ipAddress, o.user_agent as userAgent, a.attribution::text as attribution, a.page
        from leads.leads l
        join leads.contacts c on c.lead_id = l.id
        join leads.consents agreed on agreed.lead_id = l.id and agreed.key = 'advertising'
        left join leads.consent_origins o on o.consent_id = agreed.id
        left join leads.attributions a on a.lead_id = l.id
        where l.id = any(@leads) and l.erased_at is null
            and not exists (select from leads.consent_withdrawals w where w.lead_id = l.id and w.key = 'advertising')
        """;

    public Task<bool> Has(LeadId lead, CancellationToken cancel) =>
        context.Set<Conversion>().AnyAsync(conversion => conversion.Lead == lead, cancel);

    public void Add(Conversion conversion) => context.Add(conversion);

    // Index: conversions_due.
    public async Task<IReadOnlyList<Conversion>> LockDue(int most, DateTimeOffset at, CancellationToken cancel) =>
        await context.Set<Conversion>().FromSql($"""
            select * from leads.conversions
            where state = 'queued' and next_attempt_at <= {at}
            order by next_attempt_at
            limit {most}
            for update skip locked
            """).ToListAsync(cancel);

    public async Task<IReadOnlyList<Conversion>> Lock(IReadOnlyList<LeadId> leads, CancellationToken cancel) =>
        await context.Set<Conversion>().FromSql($"""
            select * from leads.conversions where lead_id = any({Values(leads)}) order by lead_id for update
            """).ToListAsync(cancel);

    public async Task<IReadOnlyList<ConversionFacts>> FactsOf(IReadOnlyList<LeadId> leads, CancellationToken cancel)
    {
        var rows = await context.Database.GetDbConnection().QueryAsync<Row>(new CommandDefinition(
            Facts, new { leads = Values(leads) }, context.Database.CurrentTransaction!.GetDbTransaction(), cancellationToken: cancel));
        return [.. rows.Select(row => row.ToFacts())];
    }

    private static Guid[] Values(IReadOnlyList<LeadId> leads) => [.. leads.Select(lead => lead.Value)];

    private sealed record Row(
        Guid Lead, string Service, string Region, string Email, string Phone, string PostalCode, string? IpAddress, string? UserAgent,
        string? Attribution, string? Page)
    {
        public ConversionFacts ToFacts() => new(
            LeadId.From(Lead), Service, Region, Email, Phone, PostalCode, IpAddress, UserAgent,
            Attribution is null ? null : JsonColumn.Read<Attribution>(Attribution), Page);
    }
}
