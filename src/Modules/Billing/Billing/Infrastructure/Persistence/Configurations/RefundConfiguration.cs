using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Billing.Infrastructure.Persistence.Configurations;

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable("refunds").HasKey(row => row.Id);
        refund.Property(row => row.Id).ValueGeneratedNever();
        refund.Property(row => row.State).HasConversion(new StateConverter<RefundState>());
        refund.Property(row => row.Way).HasConversion(new StateConverter<RefundWay>());
        refund.Ignore(row => row.Amount);
        refund.Ignore(row => row.WasRefused);
        refund.Ignore(row => row.Counts);
        refund.Ignore(row => row.AskedAs);
    }
}

internal sealed class DisputeConfiguration : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> dispute)
    {
        dispute.ToTable("disputes").HasKey(row => row.Id);
        dispute.Property(row => row.Id).ValueGeneratedNever();
        dispute.Ignore(row => row.HoldsMoney);
    }
}
