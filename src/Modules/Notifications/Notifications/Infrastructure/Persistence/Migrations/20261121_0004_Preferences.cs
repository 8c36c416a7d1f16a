using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Notifications.Infrastructure.Persistence.Migrations;

/// <summary>Texts beside mail, what contractors want to be told of and how, and more to tell them and their accounts.</summary>
[DbContext(typeof(NotificationsDbContext))]
[Migration("20261121000400_Preferences")]
public sealed class Preferences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- Hosts of before know no kind that is ever sent as a text, so none of them hands one to the mail vendor.
        alter table notifications.messages
            drop constraint messages_kind,
            add constraint messages_kind check (kind in (
                'lead-received', 'request-already-open', 'access-link-replaced',
                'confirm-email', 'account-exists', 'receipt', 'contact-withdrawn',
                'plan-invoice', 'credit-note', 'plan-changed', 'plan-payment-failed', 'operator-alert',
                'password-reset', 'security-notice', 'new-lead', 'lead-reminder', 'return-decided')),
            add column channel text not null default 'email' check (channel in ('email', 'text')),
            add column contractor_id uuid,
            add constraint messages_text check (channel = 'email' or (contractor_id is not null and about is null
                and kind in ('new-lead', 'lead-reminder', 'return-decided')));
        drop index notifications.messages_due;
        create index messages_due on notifications.messages (channel, next_attempt_at) where state in ('queued', 'submitting');

        -- A second row, for the vendor of texts.
        alter table notifications.mail_hold drop constraint mail_hold_id_check, add constraint mail_hold_id check (id in (1, 2));

        create table notifications.preferences (
            contractor_id uuid not null,
            event text not null check (event in ('new-lead', 'reminder', 'return-decided')),
            channel text not null check (channel in ('email', 'text')),
            is_on boolean not null,
            said_at timestamptz not null,
            primary key (contractor_id, event, channel)
        );
        create table notifications.text_stops (
            contractor_id uuid primary key,
            stopped_at timestamptz not null
        );
        alter table notifications.preferences enable row level security;
        alter table notifications.preferences force row level security;
        alter table notifications.text_stops enable row level security;
        alter table notifications.text_stops force row level security;

        create policy product on notifications.preferences
            using (current_setting('app.actor', true) = 'system')
            with check (current_setting('app.actor', true) = 'system');
        create policy own on notifications.preferences
            using (current_setting('app.actor', true) = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid)
            with check (current_setting('app.actor', true) = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
        create policy staff_reads on notifications.preferences for select using (current_setting('app.actor', true) = 'staff');

        create policy product on notifications.text_stops
            using (current_setting('app.actor', true) = 'system')
            with check (current_setting('app.actor', true) = 'system');
        create policy own_reads on notifications.text_stops for select
            using (current_setting('app.actor', true) = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
        create policy own_forgets on notifications.text_stops for delete
            using (current_setting('app.actor', true) = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
        create policy staff_reads on notifications.text_stops for select using (current_setting('app.actor', true) = 'staff');

        -- Whoever forgot a password is nobody yet, and staff have accounts too.
        create policy account_security on notifications.messages for insert
            with check (current_setting('app.actor', true) in ('anonymous', 'contractor', 'staff')
                and kind in ('password-reset', 'security-notice') and state = 'queued' and attempts = 0);
        """);
}
