using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class PhoneCodeConfiguration : IEntityTypeConfiguration<PhoneCodeAttempts>
{
    public void Configure(EntityTypeBuilder<PhoneCodeAttempts> builder)
    {
        builder.ToTable("phone_codes").HasKey(attempts => attempts.Lead);
        builder.Property(attempts => attempts.Lead).HasColumnName("lead_id").ValueGeneratedNever();
        builder.Property(attempts => attempts.State).HasConversion<PhoneCodeStateText>();
        builder.HasOne<Lead>().WithOne().HasForeignKey<PhoneCodeAttempts>(attempts => attempts.Lead).OnDelete(DeleteBehavior.Restrict);
    }

    private sealed class PhoneCodeStateText() : ValueConverter<PhoneCodeState, string>(
        state => state.ToString().ToLowerInvariant(),
        stored => Enum.Parse<PhoneCodeState>(stored, true));
}
