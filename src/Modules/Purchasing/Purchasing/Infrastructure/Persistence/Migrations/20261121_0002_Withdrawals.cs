using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Homeowners take their lead off the market, and their details back from those who bought them.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000200_Withdrawals")]
public sealed class Withdrawals : Migration
{
    private const string Actor = "current_setting('app.actor', true)";
    private const string ActorId = "nullif(current_setting('app.actor_id', true), '')::uuid";

    /// <summary>At their own page a homeowner is known by their lead, after the host has checked their link.</summary>
    private const string OwnLead = $"{Actor} = 'homeowner' and lead_id = {ActorId}";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            alter table purchasing.listings add column withdrawn_at timestamptz;
            drop index purchasing.listings_board;
            create index listings_board on purchasing.listings (listed_at desc, id desc)
                where slots < (1 << capacity) - 1 and withdrawn_at is null;

            -- Leads that may not be listed any more, whether they ever were or not: the news that one is to be listed can come
            -- after its homeowner has closed it.
            create table purchasing.withdrawn_leads (
                lead_id uuid primary key,
                withdrawn_at timestamptz not null
            );

            -- Keys the refund at Billing, so it has to be the same at every telling.
            alter table purchasing.unlocks
                add column refund_cause text check (refund_cause in ('late', 'mismatch', 'withdrawn')),
                add check (refund_cause is null or state in ('refunding', 'refunded'));

            -- A copy taken back holds nothing of the person; the row stays, as the record of who had it from when to when.
            alter table purchasing.contacts
                alter column name drop not null,
                alter column email drop not null,
                alter column phone drop not null,
                alter column postal_code drop not null,
                alter column locale drop not null,
                add column call_hours text[] not null default '{}',
                add column withdrawn_at timestamptz,
                add check (case when withdrawn_at is null
                    then num_nulls(name, email, phone, postal_code, locale) = 0
                    else num_nonnulls(name, email, phone, address, postal_code, locale) = 0 and call_hours = '{}' end);

            alter table purchasing.withdrawn_leads enable row level security;
            alter table purchasing.withdrawn_leads force row level security;
            """);

        migrationBuilder.Sql($"""
            create policy operators on purchasing.withdrawn_leads
                using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            create policy homeowner_reads on purchasing.withdrawn_leads for select using ({OwnLead});
            create policy homeowner_withdraws on purchasing.withdrawn_leads for insert with check ({OwnLead});

            -- The one thing a homeowner does to a listing, or to a buyer's copy, is end it; neither ever comes back.
            create policy homeowner_reads on purchasing.listings for select using ({OwnLead});
            create policy homeowner_withdraws on purchasing.listings for update
                using ({OwnLead}) with check ({OwnLead} and withdrawn_at is not null);
            create policy homeowner_reads on purchasing.contacts for select using ({OwnLead});
            create policy homeowner_takes_back on purchasing.contacts for update
                using ({OwnLead}) with check ({OwnLead} and withdrawn_at is not null);

            -- Who bought their contact, and no other contractor.
            create policy homeowner_reads_buyers on purchasing.contractors for select
                using ({Actor} = 'homeowner' and id in (select c.contractor_id from purchasing.contacts c where c.lead_id = {ActorId}));
            """);
    }
}
