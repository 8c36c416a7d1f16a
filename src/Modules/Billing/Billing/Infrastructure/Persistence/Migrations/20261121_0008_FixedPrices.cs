using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Purchases that cost the same on every plan, exclusive leads, and upgrades to them, which cost what the lead's price left of it.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000800_FixedPrices")]
public sealed class FixedPrices : Migration
{
    // Before this release every lead had its plan's price.
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""
            alter table billing.checkouts
                add column fixed_price boolean not null default false,
                add column upgrade_to_cents bigint check (upgrade_to_cents > 0),
                add check (not fixed_price or upgrade_to_cents is null);
            """);
}
