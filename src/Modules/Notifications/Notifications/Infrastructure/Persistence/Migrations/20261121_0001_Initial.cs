using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Notifications.Infrastructure.Persistence.Migrations;

/// <summary>The send log, and the hold that stops all mail while the vendor takes none.</summary>
[DbContext(typeof(NotificationsDbContext))]
[Migration("20261121000100_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        MessagingTables.CreateV1(migrationBuilder, "notifications");
        migrationBuilder.Sql("""
            create table notifications.messages (
                id uuid primary key,
                dedupe_key text not null unique,
                kind text not null check (kind in ('lead-received', 'confirm-email', 'account-exists', 'receipt')),
                sender text not null,
                reply_to text not null,
                recipient text not null,
                locale text not null,
                subject text not null check (subject !~ '[\r\n]'),
                html text not null,
                text text not null,
                state text not null check (state in ('queued', 'submitting', 'sent', 'failed', 'unknown')),
                attempts int not null check (attempts >= 0),
                next_attempt_at timestamptz,
                submitted_at timestamptz,
                uncertain_since timestamptz,
                provider_id text,
                error text,
                created_at timestamptz not null,
                settled_at timestamptz,
                check ((state in ('queued', 'submitting')) = (next_attempt_at is not null)),
                check ((state in ('sent', 'failed', 'unknown')) = (settled_at is not null)),
                check ((state = 'sent') = (provider_id is not null))
            );
            create index messages_due on notifications.messages (next_attempt_at) where state in ('queued', 'submitting');

            -- One row: there is one mail vendor, and every host must stop when it says so.
            create table notifications.mail_hold (
                id int primary key check (id = 1),
                until timestamptz not null,
                reason text not null
            );

            alter table notifications.messages enable row level security;
            alter table notifications.messages force row level security;
            alter table notifications.mail_hold enable row level security;
            alter table notifications.mail_hold force row level security;

            create policy product on notifications.messages
                using (current_setting('app.actor', true) = 'system')
                with check (current_setting('app.actor', true) = 'system');
            create policy staff_reads on notifications.messages for select using (current_setting('app.actor', true) = 'staff');
            -- Registering, and asking for the link again: such a person puts a fresh message in, and reads none back.
            create policy account_mail on notifications.messages for insert
                with check (current_setting('app.actor', true) in ('anonymous', 'contractor')
                    and kind in ('confirm-email', 'account-exists') and state = 'queued' and attempts = 0);

            create policy product on notifications.mail_hold
                using (current_setting('app.actor', true) = 'system')
                with check (current_setting('app.actor', true) = 'system');
            create policy staff_reads on notifications.mail_hold for select using (current_setting('app.actor', true) = 'staff');
            """);
    }
}
