using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class IntakeDraftConfiguration : IEntityTypeConfiguration<IntakeDraft>
{
    public void Configure(EntityTypeBuilder<IntakeDraft> builder)
    {
        builder.ToTable("drafts").HasKey(draft => draft.Id);
        builder.Property(draft => draft.Id).ValueGeneratedNever();
        builder.Property(draft => draft.Form).IsJson();
        builder.Property(draft => draft.Attribution).IsJson();
        builder.Property(draft => draft.Lead).HasColumnName("lead_id");
        builder.HasOne<Lead>().WithOne().HasForeignKey<IntakeDraft>(draft => draft.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}
