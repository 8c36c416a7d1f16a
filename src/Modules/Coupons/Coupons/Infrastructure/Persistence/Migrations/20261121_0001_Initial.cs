using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Coupons.Infrastructure.Persistence.Migrations;

/// <summary>Codes, and their uses by purchases.</summary>
[DbContext(typeof(CouponsDbContext))]
[Migration("20261121000100_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        MessagingTables.CreateV1(migrationBuilder, "coupons");
        migrationBuilder.Sql("""
            create table coupons.coupons (
                code text primary key check (code ~ '^[A-Z0-9-]{3,32}$'),
                percent_off int not null check (percent_off between 1 and 100),
                total_cap int not null check (total_cap >= 1),
                per_contractor_cap int not null check (per_contractor_cap >= 1),
                used int not null check (used between 0 and total_cap),
                redeemed int not null check (redeemed between 0 and used),
                starts_at timestamptz not null,
                ends_at timestamptz check (ends_at > starts_at),
                disabled_at timestamptz,
                created_at timestamptz not null
            );

            create table coupons.reservations (
                purchase_id uuid primary key,
                code text not null references coupons.coupons,
                contractor_id uuid not null,
                ordinal int not null check (ordinal >= 1),
                discount_cents bigint not null check (discount_cents >= 0),
                currency text not null check (currency ~ '^[A-Z]{3}$'),
                state text not null check (state in ('reserved', 'redeemed', 'released')),
                reserved_at timestamptz not null,
                ended_at timestamptz,
                check ((state = 'reserved') = (ended_at is null))
            );
            -- The second line behind the row lock: a contractor's n-th use exists once.
            create unique index one_use_per_ordinal on coupons.reservations (code, contractor_id, ordinal) where state <> 'released';

            alter table coupons.coupons enable row level security;
            alter table coupons.coupons force row level security;
            alter table coupons.reservations enable row level security;
            alter table coupons.reservations force row level security;

            create policy operators on coupons.coupons
                using (current_setting('app.actor', true) in ('system', 'staff'))
                with check (current_setting('app.actor', true) in ('system', 'staff'));
            -- A contractor's purchase moves the counters; the code itself never leaves the server.
            create policy contractor_reads on coupons.coupons for select using (current_setting('app.actor', true) = 'contractor');
            create policy contractor_counts on coupons.coupons for update
                using (current_setting('app.actor', true) = 'contractor') with check (current_setting('app.actor', true) = 'contractor');

            create policy operators on coupons.reservations
                using (current_setting('app.actor', true) in ('system', 'staff'))
                with check (current_setting('app.actor', true) in ('system', 'staff'));
            create policy own on coupons.reservations
                using (current_setting('app.actor', true) = 'contractor'
                    and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid)
                with check (current_setting('app.actor', true) = 'contractor'
                    and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
            """);
    }
}
