using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class LeadAttributionConfiguration : IEntityTypeConfiguration<LeadAttribution>
{
    public void Configure(EntityTypeBuilder<LeadAttribution> builder)
    {
        builder.ToTable("attributions").HasKey(attribution => attribution.Lead);
        builder.Property(attribution => attribution.Lead).HasColumnName("lead_id").ValueGeneratedNever();
        builder.Property(attribution => attribution.Attribution).IsJson();
        builder.HasOne<Lead>().WithOne().HasForeignKey<LeadAttribution>(attribution => attribution.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}
