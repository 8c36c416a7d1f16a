using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Leads.Infrastructure.Persistence.Migrations;

/// <summary>Drafts, leads with their history, contacts and consents.</summary>
[DbContext(typeof(LeadsDbContext))]
[Migration("20261121000100_Initial")]
public sealed class Initial : Migration
{
    private const string Actor = "current_setting('app.actor', true)";
    private const string ActorId = "nullif(current_setting('app.actor_id', true), '')::uuid";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        MessagingTables.CreateV1(migrationBuilder, LeadsDbContext.SchemaName);
        migrationBuilder.Sql(Tables);

        foreach (var table in new[] { "leads", "contacts", "consents", "consent_origins", "lead_moves", "drafts" })
            migrationBuilder.Sql($"alter table leads.{table} enable row level security; alter table leads.{table} force row level security;");

        foreach (var table in new[] { "leads", "contacts", "consent_origins" })
            migrationBuilder.Sql($"create policy product on leads.{table} for all using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));");

        // Proof is read and added to. With no policy for update or delete, nobody's history can be rewritten.
        foreach (var table in new[] { "consents", "lead_moves" })
        {
            migrationBuilder.Sql($"create policy product_reads on leads.{table} for select using ({Actor} in ('system', 'staff'));");
            migrationBuilder.Sql($"create policy product_adds on leads.{table} for insert with check ({Actor} in ('system', 'staff'));");
        }

        // Whoever sends the form puts rows in and cannot read them back, not even by INSERT … RETURNING.
        foreach (var table in new[] { "leads", "contacts", "consents", "consent_origins", "lead_moves" })
            migrationBuilder.Sql($"create policy visitor_submits on leads.{table} for insert with check ({Actor} in ('anonymous', 'homeowner'));");

        // A draft's id is its homeowner's secret, and opens that row alone. The lead it became shows its status, nothing personal.
        const string own = $"{Actor} = 'homeowner' and id = {ActorId}";
        migrationBuilder.Sql($"""
            create policy homeowner_reads_own on leads.drafts for select using ({own});
            create policy homeowner_starts_own on leads.drafts for insert with check ({own});
            create policy homeowner_keeps_own on leads.drafts for update using ({own}) with check ({own});
            create policy homeowner_reads_own on leads.leads for select using ({Actor} = 'homeowner'
                and id = (select draft.lead_id from leads.drafts draft where draft.id = {ActorId}));
            """);
    }

    private const string Tables = """
        create table leads.leads (
            id uuid primary key,
            status text not null check (status in ('submitted', 'listed')),
            moves int not null check (moves >= 1),
            service text not null,
            region text not null,
            area text not null,
            postal_prefix text not null,
            budget text not null,
            timeline text not null,
            answers jsonb not null check (jsonb_typeof(answers) = 'object'),
            quotes int not null check (quotes >= 1),
            locale text not null,
            submitted_at timestamptz not null,
            listed_at timestamptz,
            check (status <> 'listed' or listed_at is not null)
        );

        create table leads.contacts (
            lead_id uuid primary key references leads.leads,
            name text not null check (char_length(name) between 1 and 80),
            email text not null check (char_length(email) between 3 and 254),
            phone text not null check (phone ~ '^\+[1-9][0-9]{7,14}$'),
            address text check (char_length(address) between 1 and 120),
            postal_code text not null check (char_length(postal_code) between 1 and 20),
            locale text not null
        );

        create table leads.consents (
            id uuid primary key,
            lead_id uuid not null references leads.leads,
            key text not null,
            version text not null,
            text text not null check (text <> ''),
            locale text not null,
            given_at timestamptz not null
        );
        create index consents_of_lead on leads.consents (lead_id);

        create table leads.consent_origins (
            consent_id uuid primary key references leads.consents,
            ip_address inet,
            user_agent text check (char_length(user_agent) <= 400)
        );

        -- One number, one move: a second mover of the same lead loses here.
        create table leads.lead_moves (
            lead_id uuid not null references leads.leads,
            number int not null check (number >= 1),
            from_status text,
            to_status text not null,
            moved_by text not null,
            at timestamptz not null,
            primary key (lead_id, number),
            check ((number = 1) = (from_status is null))
        );

        -- One draft becomes at most one lead, and no two drafts the same one.
        create table leads.drafts (
            id uuid primary key,
            form jsonb not null check (jsonb_typeof(form) = 'object'),
            lead_id uuid unique references leads.leads,
            started_at timestamptz not null,
            saved_at timestamptz not null
        );
        """;
}
