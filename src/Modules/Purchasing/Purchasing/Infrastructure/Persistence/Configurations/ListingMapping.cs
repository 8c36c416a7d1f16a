using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Configurations;

internal sealed class ListingMapping : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> builder) =>
        builder.Property(listing => listing.Mode).HasConversion(mode => mode.InWords(), words => SellingModes.Read(words));
}

internal sealed class ListingOpeningMapping : IEntityTypeConfiguration<ListingOpening>
{
    public void Configure(EntityTypeBuilder<ListingOpening> builder)
    {
        builder.ToTable("listing_openings").HasKey(opening => new { opening.ListingId, opening.Plan });
        // So that the listing of the same transaction is written first.
        builder.HasOne<Listing>().WithMany().HasForeignKey(opening => opening.ListingId);
    }
}
