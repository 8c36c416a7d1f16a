using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class LeadRepository(LeadsDbContext context, ActorContext actor) : ILeads
{
    public void Add(Lead lead, HomeownerContact contact) => context.AddRange(lead, contact);

    public void Add(Consent consent, ConsentOrigin origin) => context.AddRange(consent, origin);

    public void Add(LeadAttribution attribution) => context.Add(attribution);

    public void Add(AccessLink link) => context.Add(link);

    public void Record(LeadMove move) =>
        context.Add(move).Property<string>(LeadMoveConfiguration.MovedBy).CurrentValue = actor.Current?.Kind
            ?? throw new InvalidOperationException("A lead moved and nobody moved it.");

    public Task<Lead?> Find(LeadId id, CancellationToken cancel) => context.Leads.SingleOrDefaultAsync(lead => lead.Id == id, cancel);

    // Not FOR UPDATE: that would also keep others from referring to the lead, and a duplicate refers to the first one while it
    // holds the identity that erasing the first one wants.
    public async Task<Lead?> Lock(LeadId id, CancellationToken cancel) =>
        (await context.Leads.FromSql($"select * from leads.leads where id = {id.Value} for no key update").ToListAsync(cancel)).SingleOrDefault();

    // Index: leads_to_expire.
    public async Task<IReadOnlyList<Lead>> LockOverdue(DateTimeOffset now, int most, CancellationToken cancel) =>
        await context.Leads.FromSql($"""
            select * from leads.leads
            where expires_at <= {now} and status in ('submitted', 'verified', 'listed')
            order by expires_at limit {most}
            for no key update skip locked
            """).ToListAsync(cancel);

    public Task<HomeownerContact?> FindContact(LeadId id, CancellationToken cancel) =>
        context.Set<HomeownerContact>().SingleOrDefaultAsync(contact => contact.Lead == id, cancel);

    public async Task<int> CountFromSameAddress(LeadId id, DateTimeOffset since, CancellationToken cancel)
    {
        var counts = await context.Database.SqlQuery<int>($"""
            select count(distinct consent.lead_id)::int as "Value"
            from leads.consents consent join leads.consent_origins origin on origin.consent_id = consent.id
            where consent.given_at > {since} and origin.ip_address in (
                select own.ip_address from leads.consent_origins own join leads.consents given on given.id = own.consent_id
                where given.lead_id = {id.Value})
            """).ToListAsync(cancel);
        return counts.Single();
    }
}
