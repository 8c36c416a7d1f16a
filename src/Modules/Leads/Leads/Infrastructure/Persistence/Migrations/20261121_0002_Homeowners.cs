using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Leads.Infrastructure.Persistence.Migrations;

/// <summary>The whole life of a lead, phone codes, the homeowner's page and what they may do there, attribution and conversions.</summary>
[DbContext(typeof(LeadsDbContext))]
[Migration("20261121000200_Homeowners")]
public sealed class Homeowners : Migration
{
    private const string Actor = "current_setting('app.actor', true)";
    private const string ActorId = "nullif(current_setting('app.actor_id', true), '')::uuid";

    /// <summary>At their own page a homeowner is known by their lead, after the host has checked their link.</summary>
    private const string OwnLead = $"{Actor} = 'homeowner' and lead_id = {ActorId}";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Leads);
        migrationBuilder.Sql(Tables);

        foreach (var table in new[] { "attributions", "identities", "phone_codes", "access_links", "consent_withdrawals", "problems", "outcomes", "conversions", "erasures" })
            migrationBuilder.Sql($"alter table leads.{table} enable row level security; alter table leads.{table} force row level security;");

        // Proof is added to, and read.
        migrationBuilder.Sql($"""
            create policy product_reads on leads.consent_withdrawals for select using ({Actor} in ('system', 'staff'));
            create policy product_adds on leads.consent_withdrawals for insert with check ({Actor} in ('system', 'staff'));
            create policy homeowner_reads on leads.consent_withdrawals for select using ({OwnLead});
            create policy homeowner_adds on leads.consent_withdrawals for insert with check ({OwnLead});
            create policy homeowner_reads on leads.consents for select using ({OwnLead});
            create policy homeowner_reads on leads.lead_moves for select using ({OwnLead});
            """);

        foreach (var table in new[] { "attributions", "identities", "phone_codes", "access_links", "problems", "outcomes", "conversions", "erasures" })
            migrationBuilder.Sql($"create policy product on leads.{table} for all using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));");

        // What erasure has to destroy is the homeowner's own, row by row.
        foreach (var table in new[] { "contacts", "attributions", "identities", "phone_codes", "access_links", "problems", "outcomes", "conversions", "erasures" })
            migrationBuilder.Sql($"create policy homeowner_own on leads.{table} for all using ({OwnLead}) with check ({OwnLead});");

        foreach (var table in new[] { "attributions", "access_links" })
            migrationBuilder.Sql($"create policy visitor_submits on leads.{table} for insert with check ({Actor} in ('anonymous', 'homeowner'));");

        migrationBuilder.Sql($"""
            create policy homeowner_at_own_page on leads.leads for select using ({Actor} = 'homeowner' and id = {ActorId});
            create policy homeowner_moves_own on leads.leads for update using ({Actor} = 'homeowner' and id = {ActorId})
                with check ({Actor} = 'homeowner' and id = {ActorId});
            create policy homeowner_own on leads.consent_origins for all
                using ({Actor} = 'homeowner' and consent_id in (select c.id from leads.consents c where c.lead_id = {ActorId}))
                with check (false);

            -- The product clears out drafts that nobody comes back to, and those of whoever asks for erasure.
            create policy product on leads.drafts for all using ({Actor} = 'system') with check ({Actor} = 'system');
            """);
    }

    private const string Leads = """
        alter table leads.leads drop constraint leads_status_check, drop constraint leads_check;
        alter table leads.leads
            add column verified_at timestamptz,
            add column expires_at timestamptz,
            add column ended_at timestamptz,
            add column sold int not null default 0 check (sold >= 0),
            add column held boolean not null default false,
            add column score int check (score between 0 and 100),
            add column reasons text[] not null default '{}',
            add column duplicate_of uuid references leads.leads,
            add column erased_at timestamptz;
        -- Row security is forced on the owner too: without an actor this would change no row, and the next statement would fail.
        select set_config('app.actor', 'system', true);
        update leads.leads set expires_at = coalesce(listed_at, submitted_at) + interval '30 days';
        select set_config('app.actor', '', true);
        alter table leads.leads
            alter column expires_at set not null,
            -- For the release before, which knows nothing of it and may still be running, or be rolled back to.
            alter column expires_at set default 'infinity',
            add constraint leads_status check (status in ('submitted', 'verified', 'listed', 'soldout', 'closed', 'expired', 'withdrawn', 'rejected')),
            add constraint leads_listed check (status not in ('listed', 'soldout') or listed_at is not null),
            add constraint leads_ended check ((status in ('closed', 'expired', 'withdrawn', 'rejected')) = (ended_at is not null)),
            add constraint leads_held check (not held or status in ('submitted', 'verified')),
            add constraint leads_duplicate check (duplicate_of is null or ended_at is not null);
        create index leads_to_expire on leads.leads (expires_at) where status in ('submitted', 'verified', 'listed');
        create index leads_listed_lately on leads.leads (listed_at desc) where listed_at is not null;
        create index leads_held on leads.leads (submitted_at desc) where held;

        alter table leads.contacts add column call_hours text[] not null default '{}';
        alter table leads.drafts add column attribution jsonb check (jsonb_typeof(attribution) = 'object');
        create index drafts_by_age on leads.drafts (saved_at);

        -- How many requests came from one address lately tells a bot.
        create index consent_origins_by_address on leads.consent_origins (ip_address);
        """;

    private const string Tables = """
        -- What brought the visitor; deleted by erasure.
        create table leads.attributions (
            lead_id uuid primary key references leads.leads,
            attribution jsonb not null check (jsonb_typeof(attribution) = 'object'),
            page text
        );

        -- One listed lead per person and service at a time. The key decides between two that are listed at the same instant.
        create table leads.identities (
            fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
            service text not null,
            lead_id uuid not null references leads.leads,
            until timestamptz not null,
            primary key (fingerprint, service)
        );
        create index identities_of_lead on leads.identities (lead_id);

        create table leads.phone_codes (
            lead_id uuid primary key references leads.leads,
            state text not null check (state in ('sent', 'waiting', 'verified')),
            vendor_id text,
            sends int not null check (sends >= 0),
            checks int not null check (checks >= 0),
            rounds int not null check (rounds >= 1),
            started_at timestamptz not null,
            resend_at timestamptz not null,
            expires_at timestamptz not null check (expires_at > started_at)
        );

        create table leads.access_links (
            key_hash text primary key check (key_hash ~ '^[0-9a-f]{64}$'),
            lead_id uuid not null references leads.leads,
            created_at timestamptz not null,
            revoked_at timestamptz
        );
        create index access_links_of_lead on leads.access_links (lead_id);

        -- Scope is 'all', or the unlock of the one contractor it is taken back from.
        create table leads.consent_withdrawals (
            lead_id uuid not null references leads.leads,
            key text not null,
            scope text not null,
            withdrawn_at timestamptz not null,
            primary key (lead_id, key, scope)
        );

        create table leads.problems (
            id uuid primary key,
            lead_id uuid not null references leads.leads,
            kind text not null check (kind in ('too-many-calls', 'unknown-caller', 'rude', 'wrong-details', 'other')),
            text text check (char_length(text) between 1 and 2000),
            unlock_id uuid,
            at timestamptz not null
        );
        create index problems_of_lead on leads.problems (lead_id);

        create table leads.outcomes (
            lead_id uuid primary key references leads.leads,
            outcome text not null check (outcome in ('hired', 'elsewhere', 'nobody')),
            unlock_id uuid,
            at timestamptz not null,
            check ((outcome = 'hired') = (unlock_id is not null))
        );

        -- The advertiser's copy of a lead, to be sent once; only ever made with consent.
        create table leads.conversions (
            lead_id uuid primary key references leads.leads,
            event_id text not null unique,
            event_at timestamptz not null,
            state text not null check (state in ('queued', 'sent', 'refused', 'expired', 'dropped')),
            attempts int not null check (attempts >= 0),
            next_attempt_at timestamptz,
            settled_at timestamptz,
            error text,
            check ((state = 'queued') = (next_attempt_at is not null)),
            check ((state = 'queued') = (settled_at is null))
        );
        create index conversions_due on leads.conversions (next_attempt_at) where state = 'queued';

        -- Until the system has found the same person's other traces; hashes, so that the row itself names nobody.
        create table leads.erasures (
            lead_id uuid primary key references leads.leads,
            email_hash text not null,
            phone_hash text not null,
            asked_at timestamptz not null
        );
        """;
}
