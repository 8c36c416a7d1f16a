using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class LeadsDbContext(DbContextOptions<LeadsDbContext> options) : ModuleDbContext(options, SchemaName)
{
    public const string SchemaName = "leads";

    public DbSet<Lead> Leads => Set<Lead>();

    public DbSet<IntakeDraft> Drafts => Set<IntakeDraft>();

    protected override void MapModule(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(LeadsDbContext).Assembly);
}
