using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Which holds it was up to their buyer to pay, to be counted once they end unpaid; and the whole price that a page showed.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121001000_Tries")]
public sealed class Tries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- Holds of before count as nobody's tries, nor do those of hosts of before: none of them is older than a day for long.
        alter table purchasing.unlocks
            add column tried boolean not null default false,
            add column agreed_total_cents bigint check (agreed_total_cents >= 0);

        -- Asked before every slot, of an hour or a day; what ended unpaid grows for years.
        create index unlocks_tried on purchasing.unlocks (contractor_id, ended_at) where state = 'expired' and tried;
        """);
}
