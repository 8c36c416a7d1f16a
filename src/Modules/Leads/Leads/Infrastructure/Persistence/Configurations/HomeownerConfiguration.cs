using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Leads.Infrastructure.Persistence.Configurations;

internal sealed class HomeownerContactConfiguration : IEntityTypeConfiguration<HomeownerContact>
{
    public void Configure(EntityTypeBuilder<HomeownerContact> builder)
    {
        builder.ToTable("contacts").HasKey(contact => contact.Lead);
        builder.Property(contact => contact.Lead).HasColumnName("lead_id").ValueGeneratedNever();
        builder.Property(contact => contact.Email).HasConversion(email => email.Value, stored => EmailAddress.FromStored(stored));
        builder.Property(contact => contact.Phone).HasConversion(phone => phone.Value, stored => PhoneNumber.FromStored(stored));
        builder.Property(contact => contact.PostalCode).HasConversion(code => code.Value, stored => PostalCode.FromStored(stored));
        builder.HasOne<Lead>().WithOne().HasForeignKey<HomeownerContact>(contact => contact.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents").HasKey(consent => consent.Id);
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.Property(consent => consent.Lead).HasColumnName("lead_id");
        builder.HasOne<Lead>().WithMany().HasForeignKey(consent => consent.Lead).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentOriginConfiguration : IEntityTypeConfiguration<ConsentOrigin>
{
    public void Configure(EntityTypeBuilder<ConsentOrigin> builder)
    {
        builder.ToTable("consent_origins").HasKey(origin => origin.Consent);
        builder.Property(origin => origin.Consent).HasColumnName("consent_id").ValueGeneratedNever();
        builder.HasOne<Consent>().WithOne().HasForeignKey<ConsentOrigin>(origin => origin.Consent).OnDelete(DeleteBehavior.Restrict);
    }
}
