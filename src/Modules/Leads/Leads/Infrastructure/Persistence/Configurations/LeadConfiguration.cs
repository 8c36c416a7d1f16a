using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.ToTable("leads").HasKey(lead => lead.Id);
        builder.Property(lead => lead.Id).ValueGeneratedNever();
        builder.Property(lead => lead.Status).HasConversion<LeadStatusText>();
        builder.Property(lead => lead.Answers).IsJson();
    }
}

internal sealed class LeadMoveConfiguration : IEntityTypeConfiguration<LeadMove>
{
    /// <summary>The kind of actor behind the move: known to the session, not to the aggregate.</summary>
    public const string MovedBy = nameof(MovedBy);

    public void Configure(EntityTypeBuilder<LeadMove> builder)
    {
        builder.ToTable("lead_moves").HasKey(move => new { move.Lead, move.Number });
        builder.Property(move => move.Lead).HasColumnName("lead_id");
        builder.Property(move => move.FromStatus).HasConversion<LeadStatusText>();
        builder.Property(move => move.ToStatus).HasConversion<LeadStatusText>();
        builder.Property<string>(MovedBy).IsRequired();
        builder.HasOne<Lead>().WithMany().HasForeignKey(move => move.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LeadStatusText() : ValueConverter<LeadStatus, string>(
    status => status.Spelled(),
    stored => Enum.Parse<LeadStatus>(stored, true));
