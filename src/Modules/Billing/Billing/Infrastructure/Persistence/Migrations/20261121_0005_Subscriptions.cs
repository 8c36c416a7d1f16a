using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Plans as Stripe sells them: its catalogue, subscriptions, their changes, their bills and the cards that pay them.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000500_Subscriptions")]
public sealed class Subscriptions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Catalogue);
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Policies);
    }

    private const string Catalogue = """
        create table billing.plan_prices (
            id uuid primary key,
            plan text not null,
            cents bigint not null check (cents > 0),
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            is_current boolean not null,
            stripe_id text unique,
            created_at timestamptz not null
        );
        create unique index plan_prices_one_current on billing.plan_prices (plan) where is_current;

        create table billing.tax_rates (
            id uuid primary key,
            code text not null,
            rate_ppm int not null check (rate_ppm >= 0),
            stripe_id text unique,
            created_at timestamptz not null,
            unique (code, rate_ppm)
        );
        """;

    private const string Tables = """
        create table billing.subscriptions (
            id uuid primary key,
            contractor_id uuid not null,
            plan text not null,
            state text not null check (state in ('opening', 'open', 'incomplete', 'active', 'past_due', 'unpaid', 'paused', 'ended')),
            terms jsonb not null,
            price_id text,
            price_cents bigint check (price_cents >= 0),
            currency text check (currency ~ '^[A-Z]{3}$'),
            tax_rates text,
            attempt int not null check (attempt > 0),
            idempotency_key text not null unique,
            session_id text unique,
            url text,
            opened_at timestamptz not null,
            expires_at timestamptz not null,
            tries int not null check (tries >= 0),
            next_try_at timestamptz,
            close_requested_at timestamptz,
            close_tries int not null check (close_tries >= 0),
            stripe_id text unique,
            item_id text,
            period_end timestamptz,
            ends_at_period_end boolean not null,
            default_card text,
            pending_plan text,
            pending_until timestamptz,
            latest_bill text,
            pay_url text,
            pay_cents bigint check (pay_cents >= 0),
            past_due_since timestamptz,
            grace_ended_at timestamptz,
            ended_at timestamptz,
            fetch_seq bigint not null check (fetch_seq >= 0),
            applied_seq bigint not null check (applied_seq between 0 and fetch_seq),
            switches int not null check (switches >= 0),
            check ((state in ('opening', 'open')) = (next_try_at is not null)),
            check (state in ('opening', 'open', 'ended') or stripe_id is not null),
            check ((state = 'past_due') = (past_due_since is not null)),
            check ((state = 'ended') = (ended_at is not null)),
            check ((price_id is null) = (price_cents is null) and (price_id is null) = (currency is null))
        );
        -- Nobody pays for two plans, whatever races.
        create unique index subscriptions_one_live on billing.subscriptions (contractor_id) where state <> 'ended';
        create index subscriptions_of_contractor on billing.subscriptions (contractor_id);
        create index subscriptions_due on billing.subscriptions (next_try_at) where state in ('opening', 'open');
        create index subscriptions_in_grace on billing.subscriptions (past_due_since) where state = 'past_due' and grace_ended_at is null;

        create table billing.plan_changes (
            id uuid primary key,
            subscription_id uuid not null references billing.subscriptions (id),
            contractor_id uuid not null,
            state text not null check (state in ('requested', 'answered', 'dropped')),
            idempotency_key text not null unique,
            terms jsonb not null,
            tries int not null check (tries >= 0),
            next_try_at timestamptz,
            requested_at timestamptz not null,
            answered_at timestamptz,
            check ((state = 'requested') = (next_try_at is not null)),
            check ((state = 'requested') = (answered_at is null))
        );
        create unique index plan_changes_one_open on billing.plan_changes (subscription_id) where state = 'requested';
        create index plan_changes_due on billing.plan_changes (next_try_at) where state = 'requested';

        create table billing.plan_invoices (
            invoice_id text primary key,
            purchase_id uuid not null unique,
            contractor_id uuid not null,
            subscription_id uuid not null references billing.subscriptions (id),
            status text not null check (status in ('draft', 'open', 'paid', 'uncollectible', 'void')),
            number text,
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            net_cents bigint not null,
            total_cents bigint not null,
            card_cents bigint not null check (card_cents >= 0),
            balance_cents bigint not null,
            attempts int not null check (attempts >= 0),
            next_try_at timestamptz,
            url text,
            created_at timestamptz not null,
            paid_at timestamptz,
            booked_at timestamptz,
            failure_told_at timestamptz,
            check (booked_at is null or status = 'paid')
        );
        create index plan_invoices_of_contractor on billing.plan_invoices (contractor_id, created_at);
        create index plan_invoices_of_subscription on billing.plan_invoices (subscription_id);

        create table billing.saved_cards (
            payment_method text primary key,
            contractor_id uuid not null,
            brand text not null,
            last4 text not null,
            expiry_month int not null,
            expiry_year int not null,
            is_default boolean not null,
            saved_at timestamptz not null,
            detached_at timestamptz
        );
        create index saved_cards_of_contractor on billing.saved_cards (contractor_id);

        -- The plan that others were last told of; without a row, the market's first.
        create table billing.told_plans (
            contractor_id uuid primary key,
            plan text not null,
            changed_at timestamptz not null
        );
        -- Plans given before this release were told by nobody, and are nobody's news.
        select set_config('app.actor', 'system', true);
        insert into billing.told_plans (contractor_id, plan, changed_at)
        select contractor_id, plan, created_at from billing.accounts where plan is not null;
        select set_config('app.actor', '', true);
        """;

    private const string Policies = """
        do $$
        declare business text;
        declare ours text := $p$current_setting('app.actor', true) in ('system', 'staff')$p$;
        declare system text := $p$current_setting('app.actor', true) = 'system'$p$;
        declare own text := $p$current_setting('app.actor', true) = 'contractor'
            and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid$p$;
        begin
            foreach business in array array
                ['plan_prices', 'tax_rates', 'subscriptions', 'plan_changes', 'plan_invoices', 'saved_cards', 'told_plans'] loop
                execute format('alter table billing.%I enable row level security', business);
                execute format('alter table billing.%I force row level security', business);
                execute format('create policy ours_read on billing.%I for select using (%s)', business, ours);
            end loop;

            -- What is sold at which price is the system's to write, and every contractor's to read.
            foreach business in array array['plan_prices', 'tax_rates'] loop
                execute format('create policy buyers_read on billing.%I for select using (current_setting(''app.actor'', true) = ''contractor'')', business);
                execute format('create policy system_adds on billing.%I for insert with check (%s)', business, system);
                execute format('create policy system_changes on billing.%I for update using (%s) with check (%s)', business, system, system);
            end loop;

            foreach business in array array['subscriptions', 'plan_changes', 'told_plans'] loop
                execute format('create policy ours_add on billing.%I for insert with check (%s)', business, ours);
                execute format('create policy ours_change on billing.%I for update using (%s) with check (%s)', business, ours, ours);
                execute format('create policy own_read on billing.%I for select using (%s)', business, own);
                execute format('create policy own_add on billing.%I for insert with check (%s)', business, own);
                execute format('create policy own_change on billing.%I for update using (%s) with check (%s)', business, own, own);
            end loop;

            -- Money and cards: what a contractor's own request learns of them, the system writes.
            foreach business in array array['plan_invoices', 'saved_cards'] loop
                execute format('create policy own_read on billing.%I for select using (%s)', business, own);
                execute format('create policy system_adds on billing.%I for insert with check (%s)', business, system);
                execute format('create policy system_changes on billing.%I for update using (%s) with check (%s)', business, system, system);
            end loop;
        end $$;
        """;
}
