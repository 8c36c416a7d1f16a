using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Company profiles, coverage by area and distance, pauses, plans for early access, exclusive listings, and who was told of which lead.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000500_Contractors")]
public sealed class Contractors : Migration
{
    private const string Actor = "current_setting('app.actor', true)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // Every column has a default: a host of the last release still writes rows while this one starts.
        migrationBuilder.Sql("""
            alter table purchasing.contractors
                add column licence text,
                add column languages text[] not null default '{}',
                add column areas text[] not null default '{}',
                add column base_area text,
                add column distance_km int check (distance_km between 1 and 500),
                add column covered_areas text[] not null default '{}',
                add column paused_at timestamptz,
                -- Null until Billing was asked: these contractors are older than the column.
                add column plan text,
                add column plan_since timestamptz,
                -- When Billing was last asked, whether it answered or not.
                add column plan_asked_at timestamptz,
                add check ((base_area is null) = (distance_km is null)),
                add check (areas <@ covered_areas),
                add check ((plan is null) = (plan_since is null));

            -- A forced owner sees none of its own rows, unless it is somebody.
            select set_config('app.actor', 'system', true);
            update purchasing.contractors set languages = array[locale];
            select set_config('app.actor', '', true);

            -- Who wants leads of a service, when one opens.
            create index contractors_for_service on purchasing.contractors using gin (services) where paused_at is null;
            create index contractors_without_plan on purchasing.contractors (plan_asked_at) where plan is null;
            create index contractors_by_plan_age on purchasing.contractors (greatest(plan_asked_at, plan_since)) where plan is not null;

            alter table purchasing.listings
                add column mode text not null default 'shared' check (mode in ('shared', 'exclusive')),
                add check (mode = 'shared' or capacity = 1);
            -- What is for sale of the services somebody covers, to be counted, and sorted otherwise than by age.
            create index listings_for_sale on purchasing.listings (service, expires_at)
                where slots < (1 << capacity) - 1 and withdrawn_at is null;

            create table purchasing.listing_openings (
                listing_id uuid not null references purchasing.listings,
                plan text not null,
                opens_at timestamptz not null,
                announced_at timestamptz,
                primary key (listing_id, plan)
            );
            create index openings_due on purchasing.listing_openings (opens_at) where announced_at is null;
            create index openings_by_time on purchasing.listing_openings (opens_at);

            create table purchasing.lead_alerts (
                listing_id uuid not null references purchasing.listings,
                contractor_id uuid not null references purchasing.contractors,
                alerted_at timestamptz not null,
                -- Told once, whatever the plan they are on by then.
                primary key (listing_id, contractor_id)
            );

            alter table purchasing.listing_openings enable row level security;
            alter table purchasing.listing_openings force row level security;
            alter table purchasing.lead_alerts enable row level security;
            alter table purchasing.lead_alerts force row level security;
            """);

        migrationBuilder.Sql($"""
            create policy operators on purchasing.listing_openings
                using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            -- As the listings themselves: what is new on a board is counted by them.
            create policy contractor_reads on purchasing.listing_openings for select using ({Actor} = 'contractor');
            create policy operators on purchasing.lead_alerts
                using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            """);
    }
}
