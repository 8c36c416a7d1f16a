using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class LeadRepository(LeadsDbContext context, ActorContext actor) : ILeads
{
    public void Add(Lead lead, HomeownerContact contact, Consent consent, ConsentOrigin origin) =>
        context.AddRange(lead, contact, consent, origin);

    public void Record(LeadMove move) =>
        context.Add(move).Property<string>(LeadMoveConfiguration.MovedBy).CurrentValue = actor.Current?.Kind
            ?? throw new InvalidOperationException("A lead moved and nobody moved it.");

    public Task<Lead?> Find(LeadId id, CancellationToken cancel) => context.Leads.SingleOrDefaultAsync(lead => lead.Id == id, cancel);
}
