using System.Text.Json;
using LeadMarket.Billing.Domain;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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
        model.Entity<Account>(account => account.ToTable("accounts").HasKey(row => row.ContractorId));
        model.Entity<Checkout>(checkout =>
        {
            checkout.ToTable("checkouts").HasKey(row => row.PurchaseId);
            checkout.Ignore(row => row.Total);
            checkout.Ignore(row => row.View);
            checkout.Property(row => row.State).HasConversion(new StateConverter<Contracts.CheckoutState>());
            checkout.Property(row => row.Terms).HasColumnType("jsonb").HasConversion(
                terms => JsonSerializer.Serialize(terms, EventJson.Options),
                json => JsonSerializer.Deserialize<CheckoutTerms>(json, EventJson.Options)!);
        });
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments").HasKey(row => row.PaymentIntent);
            payment.Ignore(row => row.Amount);
        });
        model.Entity<Refund>(refund =>
        {
            refund.ToTable("refunds").HasKey(row => row.Id);
            refund.Property(row => row.Id).ValueGeneratedNever();
            refund.Property(row => row.State).HasConversion(new StateConverter<RefundState>());
        });
    }

    /// <summary>States as the constraints spell them: <c>requires_action</c>.</summary>
    private sealed class StateConverter<TState>() : ValueConverter<TState, string>(state => Spell(state), text => Read(text))
        where TState : struct, Enum
    {
        private static string Spell(TState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

        private static TState Read(string text) => Enum.Parse<TState>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
    }
}
