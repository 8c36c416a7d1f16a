using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Notifications.Infrastructure.Persistence.Migrations;

/// <summary>More to say to homeowners and about them; what was written to whom, for them to read and for erasure to find.</summary>
[DbContext(typeof(NotificationsDbContext))]
[Migration("20261121000200_Homeowners")]
public sealed class Homeowners : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table notifications.messages
            drop constraint messages_kind_check,
            add constraint messages_kind check (kind in (
                'lead-received', 'request-already-open', 'access-link-replaced',
                'confirm-email', 'account-exists', 'receipt', 'contact-withdrawn')),
            add column about uuid;

        -- Mails sent before there was such a column belong to their homeowner too. The policies bind the owner of a table like
        -- anybody else: without an actor this would find no row.
        select set_config('app.actor', 'system', true);
        update notifications.messages set about = split_part(dedupe_key, ':', 2)::uuid where kind = 'lead-received';
        select set_config('app.actor', '', true);

        create index messages_about on notifications.messages (about) where about is not null;

        -- Homeowners who were forgotten, by an id that leads to nobody: an event that comes late must not write to them again.
        create table notifications.erased_leads (
            lead_id uuid primary key,
            at timestamptz not null
        );
        alter table notifications.erased_leads enable row level security;
        alter table notifications.erased_leads force row level security;
        create policy product on notifications.erased_leads
            using (current_setting('app.actor', true) = 'system')
            with check (current_setting('app.actor', true) = 'system');

        create policy homeowner_reads on notifications.messages for select
            using (current_setting('app.actor', true) = 'homeowner' and about = nullif(current_setting('app.actor_id', true), '')::uuid);
        """);
}
