using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class ConversionConfiguration : IEntityTypeConfiguration<Conversion>
{
    public void Configure(EntityTypeBuilder<Conversion> builder)
    {
        builder.ToTable("conversions").HasKey(conversion => conversion.Lead);
        builder.Property(conversion => conversion.Lead).HasColumnName("lead_id").ValueGeneratedNever();
        builder.Property(conversion => conversion.State).HasConversion<ConversionStateText>();
        builder.Property(conversion => conversion.Reason).HasColumnName("error");
        builder.HasOne<Lead>().WithOne().HasForeignKey<Conversion>(conversion => conversion.Lead).OnDelete(DeleteBehavior.Restrict);
    }

    private sealed class ConversionStateText() : ValueConverter<ConversionState, string>(
        state => state.ToString().ToLowerInvariant(),
        stored => Enum.Parse<ConversionState>(stored, true));
}
