using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Notifications.Infrastructure.Persistence.Migrations;

/// <summary>Links that stop a kind of mail without signing in, and the same for mail programs that have a button for it.</summary>
[DbContext(typeof(NotificationsDbContext))]
[Migration("20261121000500_Unsubscribing")]
public sealed class Unsubscribing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table notifications.unsubscribe_links (
            key text primary key check (key ~ '^[A-Za-z0-9_-]{22}$'),
            contractor_id uuid not null,
            event text not null check (event in ('new-lead', 'reminder', 'return-decided')),
            created_at timestamptz not null,
            unique (contractor_id, event)
        );
        alter table notifications.unsubscribe_links enable row level security;
        alter table notifications.unsubscribe_links force row level security;

        -- Not the contractor's: their page says what they want, and the host acts for whoever holds a link.
        create policy product on notifications.unsubscribe_links
            using (current_setting('app.actor', true) = 'system')
            with check (current_setting('app.actor', true) = 'system');

        -- Empty for what nobody can do without, and in what hosts of before still write.
        alter table notifications.messages add column unsubscribe_url text not null default '';
        """);
}
