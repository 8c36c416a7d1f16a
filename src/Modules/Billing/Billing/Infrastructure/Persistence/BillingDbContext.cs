using LeadMarket.Billing.Domain;
using LeadMarket.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class BillingDbContext(DbContextOptions<BillingDbContext> options) : ModuleDbContext(options, SchemaName)
{
    public const string SchemaName = "billing";

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Checkout> Checkouts => Set<Checkout>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Refund> Refunds => Set<Refund>();

    protected override void MapModule(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(BillingDbContext).Assembly);
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments").HasKey(row => row.PaymentIntent);
            payment.Ignore(row => row.Amount);
        });
    }
}
