using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Accounts, checkouts, payments, refunds and the inbox of Stripe's webhooks.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000100_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        MessagingTables.CreateV1(migrationBuilder, BillingDbContext.SchemaName);
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Policies);
    }

    private const string Tables = """
        create table billing.accounts (
            contractor_id uuid primary key,
            plan text,
            customer_key text unique,
            customer_email text,
            customer_id text unique,
            created_at timestamptz not null,
            check ((customer_key is null) = (customer_email is null)),
            check (customer_id is null or customer_key is not null)
        );

        create table billing.checkouts (
            purchase_id uuid primary key,
            contractor_id uuid,
            state text not null check (state in ('opening', 'open', 'paid', 'closed')),
            attempt int not null check (attempt >= 0),
            idempotency_key text unique,
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            subtotal_cents bigint not null check (subtotal_cents >= 0),
            discount_cents bigint not null check (discount_cents between 0 and subtotal_cents),
            tax_cents bigint not null check (tax_cents >= 0),
            total_cents bigint not null check (total_cents = 0 or total_cents >= 50),
            terms jsonb,
            session_id text unique,
            url text,
            opened_at timestamptz not null,
            expires_at timestamptz,
            tries int not null check (tries >= 0),
            next_try_at timestamptz,
            close_requested_at timestamptz,
            close_tries int not null check (close_tries >= 0),
            settled_at timestamptz,
            check (total_cents = subtotal_cents - discount_cents + tax_cents),
            -- Only a purchase closed before it was ever opened belongs to nobody and asks for nothing.
            check (contractor_id is not null or state = 'closed'),
            check ((contractor_id is null) = (terms is null)),
            check ((contractor_id is null) = (idempotency_key is null)),
            check ((state = 'opening') = (next_try_at is not null)),
            check ((state in ('paid', 'closed')) = (settled_at is not null)),
            check (state <> 'open' or session_id is not null)
        );
        -- What ResumeOpenings looks for.
        create index checkouts_due on billing.checkouts (next_try_at) where state = 'opening';
        create index checkouts_of_contractor on billing.checkouts (contractor_id);

        create table billing.payments (
            payment_intent text primary key,
            purchase_id uuid not null,
            contractor_id uuid not null,
            amount_cents bigint not null check (amount_cents > 0),
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            accepted boolean not null,
            captured_at timestamptz not null
        );
        create unique index payments_one_accepted on billing.payments (purchase_id) where accepted;
        create index payments_of_contractor on billing.payments (contractor_id);

        create table billing.refunds (
            id uuid primary key,
            purchase_id uuid not null,
            contractor_id uuid not null,
            payment_intent text not null references billing.payments (payment_intent),
            cause text not null,
            idempotency_key text unique,
            amount_cents bigint not null check (amount_cents > 0),
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            state text not null check (state in
                ('requested', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'needless')),
            stripe_id text unique,
            requested_at timestamptz not null,
            answered_at timestamptz,
            unique (purchase_id, cause),
            check ((state = 'requested') = (answered_at is null)),
            check (state in ('requested', 'needless') or stripe_id is not null)
        );
        create index refunds_of_payment on billing.refunds (payment_intent);
        create index refunds_of_contractor on billing.refunds (contractor_id);

        create table billing.stripe_events (
            id text primary key,
            type text not null,
            object_id text not null,
            created_at timestamptz not null,
            payload text not null,
            received_at timestamptz not null,
            processed_at timestamptz
        );
        create index stripe_events_unprocessed on billing.stripe_events (received_at) where processed_at is null;
        """;

    private const string Policies = """
        alter table billing.accounts enable row level security;
        alter table billing.accounts force row level security;
        alter table billing.checkouts enable row level security;
        alter table billing.checkouts force row level security;
        alter table billing.payments enable row level security;
        alter table billing.payments force row level security;
        alter table billing.refunds enable row level security;
        alter table billing.refunds force row level security;
        alter table billing.stripe_events enable row level security;
        alter table billing.stripe_events force row level security;

        do $$
        declare business text;
        declare ours text := $p$current_setting('app.actor', true) in ('system', 'staff')$p$;
        declare own text := $p$current_setting('app.actor', true) = 'contractor'
            and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid$p$;
        begin
            foreach business in array array['accounts', 'checkouts', 'refunds'] loop
                execute format('create policy ours on billing.%I using (%s) with check (%s)', business, ours, ours);
                execute format('create policy own_read on billing.%I for select using (%s)', business, own);
                execute format('create policy own_add on billing.%I for insert with check (%s)', business, own);
                execute format('create policy own_change on billing.%I for update using (%s) with check (%s)', business, own, own);
            end loop;

            -- Money rows are only ever added, and only by the system: there is no policy to change or remove one.
            execute format('create policy ours_read on billing.payments for select using (%s)', ours);
            execute format('create policy own_read on billing.payments for select using (%s)', own);
        end $$;

        create policy system_adds on billing.payments for insert
            with check (current_setting('app.actor', true) = 'system');

        -- A purchase closed before it was opened: no contractor, no amount, nothing to tell.
        create policy never_opened_read on billing.checkouts for select
            using (current_setting('app.actor', true) = 'contractor' and contractor_id is null);
        create policy never_opened_add on billing.checkouts for insert
            with check (current_setting('app.actor', true) = 'contractor' and contractor_id is null);

        create policy system_only on billing.stripe_events
            using (current_setting('app.actor', true) = 'system')
            with check (current_setting('app.actor', true) = 'system');
        """;
}
