using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Configurations;

internal sealed class WorkedLeadMapping : IEntityTypeConfiguration<WorkedLead>
{
    public void Configure(EntityTypeBuilder<WorkedLead> builder)
    {
        builder.ToTable("lead_work").HasKey(lead => lead.UnlockId);
        builder.Property(lead => lead.Progress).HasConversion(progress => progress.Spelled(), words => Spelling.Read<LeadProgress>(words));
        builder.Property(lead => lead.Furthest).HasConversion(progress => progress.Spelled(), words => Spelling.Read<LeadProgress>(words));
    }
}

internal sealed class LeadMoveMapping : IEntityTypeConfiguration<LeadMove>
{
    public void Configure(EntityTypeBuilder<LeadMove> builder) => builder.ToTable("lead_moves").HasKey(move => move.Id);
}

internal sealed class KeptNoteMapping : IEntityTypeConfiguration<KeptNote>
{
    public void Configure(EntityTypeBuilder<KeptNote> builder) => builder.ToTable("lead_notes").HasKey(note => new { note.UnlockId, note.Id });
}

internal sealed class LoggedAttemptMapping : IEntityTypeConfiguration<LoggedAttempt>
{
    public void Configure(EntityTypeBuilder<LoggedAttempt> builder)
    {
        builder.ToTable("contact_attempts").HasKey(attempt => new { attempt.UnlockId, attempt.Id });
        builder.Property(attempt => attempt.Way).HasConversion(way => way.Spelled(), words => Spelling.Read<AttemptWay>(words));
        builder.Property(attempt => attempt.Outcome).HasConversion(outcome => outcome.Spelled(), words => Spelling.Read<AttemptOutcome>(words));
    }
}
