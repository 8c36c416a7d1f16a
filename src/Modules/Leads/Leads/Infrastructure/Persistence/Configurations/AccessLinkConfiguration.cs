using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class AccessLinkConfiguration : IEntityTypeConfiguration<AccessLink>
{
    public void Configure(EntityTypeBuilder<AccessLink> builder)
    {
        builder.ToTable("access_links").HasKey(link => link.KeyHash);
        builder.Property(link => link.Lead).HasColumnName("lead_id");
        builder.HasOne<Lead>().WithMany().HasForeignKey(link => link.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}
