using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Billing.Infrastructure.Persistence.Configurations;

internal sealed class CheckoutConfiguration : IEntityTypeConfiguration<Checkout>
{
    public void Configure(EntityTypeBuilder<Checkout> checkout)
    {
        checkout.ToTable("checkouts").HasKey(row => row.PurchaseId);
        checkout.Ignore(row => row.Total);
        checkout.Ignore(row => row.Card);
        checkout.Ignore(row => row.NeedsNoCard);
        checkout.Ignore(row => row.TriesCard);
        checkout.Ignore(row => row.CountsAsPaid);
        checkout.Ignore(row => row.View);
        checkout.Property(row => row.State).HasConversion(new StateConverter<CheckoutState>());
        checkout.Property(row => row.Terms).AsJson();
        checkout.Property(row => row.Taxes).AsJson();
        checkout.Property(row => row.Item).AsJson();
        checkout.Property(row => row.BilledTo).AsJson();
    }
}
