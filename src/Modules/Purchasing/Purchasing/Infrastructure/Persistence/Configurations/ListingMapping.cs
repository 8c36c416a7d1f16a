using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Configurations;

internal sealed class ListingMapping : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> builder)
    {
        builder.Property(listing => listing.Mode).HasConversion(mode => mode.Spelled(), words => Spelling.Read<SellingMode>(words));
        // The slot that the latest taker got. Only the statement that takes one reads it; a new row has to be written with none.
        builder.Property<int>("LastSlot");
    }
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
