using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Contractors, listings with their slots, unlocks and the contacts they bought.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000100_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        MessagingTables.CreateV1(migrationBuilder, "purchasing");
        migrationBuilder.Sql("""
            create table purchasing.contractors (
                id uuid primary key,
                company text not null,
                contact_name text not null,
                email text not null,
                phone text not null,
                locale text not null,
                regions text[] not null,
                services text[] not null,
                created_at timestamptz not null
            );

            create table purchasing.listings (
                id uuid primary key,
                lead_id uuid not null unique,
                service text not null,
                region text not null,
                area text not null,
                postal_prefix text not null,
                budget text not null,
                timeline text not null,
                answers jsonb not null,
                locale text not null,
                listed_at timestamptz not null,
                expires_at timestamptz not null check (expires_at > listed_at),
                capacity int not null check (capacity between 1 and 3),
                -- Bit n-1 is slot n. No bit beyond the capacity: the cap, where no code can forget it.
                slots int not null check (slots between 0 and (1 << capacity) - 1),
                last_slot int not null check (last_slot between 0 and 3)
            );
            -- The board: newest first within what somebody covers.
            create index listings_board on purchasing.listings (listed_at desc, id desc) where slots < (1 << capacity) - 1;

            create table purchasing.unlocks (
                id uuid primary key,
                listing_id uuid not null references purchasing.listings,
                contractor_id uuid not null references purchasing.contractors,
                slot int not null check (slot between 1 and 3),
                state text not null check (state in ('reserved', 'opening', 'open', 'cancelling', 'paid', 'expired', 'refunding', 'refunded')),
                coupon text,
                charge jsonb,
                return_paid text not null,
                return_left text not null,
                checkout_url text,
                reserved_at timestamptz not null,
                held_until timestamptz not null check (held_until > reserved_at),
                due_at timestamptz,
                ended_at timestamptz,
                check (state in ('reserved', 'cancelling', 'expired', 'refunding', 'refunded') or charge is not null),
                check ((state = 'open') = (checkout_url is not null))
            );
            -- The second lines behind the listing's row: a slot has one holder, a contractor one unlock of a lead.
            create unique index one_holder_per_slot on purchasing.unlocks (listing_id, slot)
                where state in ('reserved', 'opening', 'open', 'cancelling', 'paid');
            create unique index one_unlock_per_contractor on purchasing.unlocks (listing_id, contractor_id)
                where state in ('reserved', 'opening', 'open', 'cancelling', 'paid');
            create index unlocks_due on purchasing.unlocks (due_at) where due_at is not null;
            create index unlocks_of_contractor on purchasing.unlocks (contractor_id, reserved_at desc);

            create table purchasing.contacts (
                unlock_id uuid primary key references purchasing.unlocks,
                lead_id uuid not null,
                contractor_id uuid not null,
                name text not null,
                email text not null,
                phone text not null,
                address text,
                postal_code text not null,
                locale text not null,
                delivered_at timestamptz not null
            );
            -- Erasing a lead finds every copy.
            create index contacts_of_lead on purchasing.contacts (lead_id);

            alter table purchasing.contractors enable row level security;
            alter table purchasing.contractors force row level security;
            alter table purchasing.listings enable row level security;
            alter table purchasing.listings force row level security;
            alter table purchasing.unlocks enable row level security;
            alter table purchasing.unlocks force row level security;
            alter table purchasing.contacts enable row level security;
            alter table purchasing.contacts force row level security;

            create policy operators on purchasing.contractors
                using (current_setting('app.actor', true) in ('system', 'staff'))
                with check (current_setting('app.actor', true) in ('system', 'staff'));
            create policy own on purchasing.contractors
                using (current_setting('app.actor', true) = 'contractor'
                    and id = nullif(current_setting('app.actor_id', true), '')::uuid)
                with check (current_setting('app.actor', true) = 'contractor'
                    and id = nullif(current_setting('app.actor_id', true), '')::uuid);

            create policy operators on purchasing.listings
                using (current_setting('app.actor', true) in ('system', 'staff'))
                with check (current_setting('app.actor', true) in ('system', 'staff'));
            -- A listing names nobody; any contractor may see it, and moves its slots by buying.
            create policy contractor_reads on purchasing.listings for select using (current_setting('app.actor', true) = 'contractor');
            create policy contractor_takes_slots on purchasing.listings for update
                using (current_setting('app.actor', true) = 'contractor') with check (current_setting('app.actor', true) = 'contractor');

            create policy operators on purchasing.unlocks
                using (current_setting('app.actor', true) in ('system', 'staff'))
                with check (current_setting('app.actor', true) in ('system', 'staff'));
            create policy own on purchasing.unlocks
                using (current_setting('app.actor', true) = 'contractor'
                    and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid)
                with check (current_setting('app.actor', true) = 'contractor'
                    and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);

            create policy operators on purchasing.contacts
                using (current_setting('app.actor', true) in ('system', 'staff'))
                with check (current_setting('app.actor', true) in ('system', 'staff'));
            -- Read only: a contact is written by the payment, never by the buyer.
            create policy own on purchasing.contacts for select
                using (current_setting('app.actor', true) = 'contractor'
                    and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
            """);
    }
}
