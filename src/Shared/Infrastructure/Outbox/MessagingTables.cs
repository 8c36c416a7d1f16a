using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Infrastructure.Outbox;

/// <summary>The outbox and inbox that every module's first migration makes. A later change is a <c>V2</c>, never an edit.</summary>
public static class MessagingTables
{
    public static void CreateV1(MigrationBuilder migration, string schema) => migration.Sql($"""
        create table {schema}.outbox_messages (
            id uuid primary key,
            name text not null,
            payload jsonb not null,
            published_at timestamptz not null,
            attempts int not null check (attempts >= 0),
            due_at timestamptz not null,
            claimed_until timestamptz,
            last_error text,
            dead_at timestamptz
        );
        -- What a dispatcher looks for, in the order it looks.
        create index outbox_due on {schema}.outbox_messages (due_at, id) where dead_at is null;

        create table {schema}.inbox_messages (
            event_id uuid not null,
            handler text not null,
            handled_at timestamptz not null,
            primary key (event_id, handler)
        );

        alter table {schema}.outbox_messages enable row level security;
        alter table {schema}.inbox_messages enable row level security;
        create policy own_module on {schema}.outbox_messages to leadmarket_{schema} using (true) with check (true);
        create policy own_module on {schema}.inbox_messages to leadmarket_{schema} using (true) with check (true);
        """);
}
