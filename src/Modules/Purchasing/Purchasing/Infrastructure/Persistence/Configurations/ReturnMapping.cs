using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Configurations;

internal sealed class LeadReturnMapping : IEntityTypeConfiguration<LeadReturn>
{
    public void Configure(EntityTypeBuilder<LeadReturn> builder)
    {
        builder.ToTable("returns").HasKey(row => row.Id);
        builder.Property(row => row.State).HasConversion(state => state.Spelled(), words => Spelling.Read<ReturnState>(words));
    }
}

internal sealed class KeptVerdictMapping : IEntityTypeConfiguration<KeptVerdict>
{
    public void Configure(EntityTypeBuilder<KeptVerdict> builder)
    {
        builder.ToTable("return_verdicts").HasKey(verdict => new { verdict.ReturnId, verdict.Number });
        builder.Property(verdict => verdict.Outcome).HasConversion(outcome => outcome.Spelled(), words => Spelling.Read<ReturnOutcome>(words));
        builder.Property(verdict => verdict.Facts).HasColumnType("jsonb");
    }
}
