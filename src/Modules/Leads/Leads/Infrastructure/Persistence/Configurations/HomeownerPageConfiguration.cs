using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class ProblemConfiguration : IEntityTypeConfiguration<Problem>
{
    public void Configure(EntityTypeBuilder<Problem> builder)
    {
        builder.ToTable("problems").HasKey(problem => problem.Id);
        builder.Property(problem => problem.Id).ValueGeneratedNever();
        builder.Property(problem => problem.Lead).HasColumnName("lead_id");
        builder.Property(problem => problem.Unlock).HasColumnName("unlock_id");
        builder.HasOne<Lead>().WithMany().HasForeignKey(problem => problem.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutcomeConfiguration : IEntityTypeConfiguration<Outcome>
{
    public void Configure(EntityTypeBuilder<Outcome> builder)
    {
        builder.ToTable("outcomes").HasKey(outcome => outcome.Lead);
        builder.Property(outcome => outcome.Lead).HasColumnName("lead_id").ValueGeneratedNever();
        builder.Property(outcome => outcome.Kind).HasColumnName("outcome");
        builder.Property(outcome => outcome.Unlock).HasColumnName("unlock_id");
        builder.HasOne<Lead>().WithOne().HasForeignKey<Outcome>(outcome => outcome.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}
