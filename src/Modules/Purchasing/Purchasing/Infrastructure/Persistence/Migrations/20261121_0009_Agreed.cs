using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>What the button said that a saved card was to pay in one click; and what a contractor holds, quickly found.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000900_Agreed")]
public sealed class Agreed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- Null in what hosts of before write: then a saved card pays whatever it comes to, as it did.
        alter table purchasing.unlocks
            add column agreed_cents bigint check (agreed_cents >= 0),
            add column agreed_card uuid;

        -- Asked by every look at the board and before every slot; bought leads grow for years, held ones are a few.
        create index unlocks_held on purchasing.unlocks (contractor_id) where state in ('reserved', 'opening', 'open', 'processing', 'cancelling');
        """);
}
