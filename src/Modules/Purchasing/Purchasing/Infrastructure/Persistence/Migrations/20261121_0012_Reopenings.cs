using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Leads that were sold out and come back are news once more, to those who were told before too.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121001200_Reopenings")]
public sealed class Reopenings : Migration
{
    // Hosts of before go on telling of the first round alone.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- When a full one last had a slot again, by a return or by a hold that nobody paid: open boards look for it every second.
        alter table purchasing.listings add column freed_at timestamptz;
        create index listings_freed on purchasing.listings (freed_at) where freed_at is not null;

        -- How often it was sold out and came back by money that went back.
        alter table purchasing.listing_openings add column round int not null default 0 check (round >= 0);
        -- Told once a round.
        alter table purchasing.lead_alerts add column round int not null default 0 check (round >= 0);
        alter table purchasing.lead_alerts drop constraint lead_alerts_pkey;
        alter table purchasing.lead_alerts add primary key (listing_id, contractor_id, round);
        """);
}
