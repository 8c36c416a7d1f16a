using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>The purchases of one lead, whatever became of them, quickly found.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121001300_UnlocksOfListing")]
public sealed class UnlocksOfListing : Migration
{
    // The other indexes that begin with the listing hold what is active alone. Sales are counted, and who bought before is asked, over all.
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index unlocks_of_listing on purchasing.unlocks (listing_id, contractor_id);");
}
