using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Stripe's balance as it moved, and what comparing our books with Stripe's has found.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000600_Reconciliation")]
public sealed class Reconciliation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            create table billing.balance_transactions (
                id text primary key,
                type text not null,
                category text,
                source text,
                amount_cents bigint not null,
                fee_cents bigint not null,
                net_cents bigint not null,
                currency text not null check (currency ~ '^[A-Z]{3}$'),
                created_at timestamptz not null,
                available_on timestamptz not null,
                imported_at timestamptz not null,
                -- Whose charge or refund it is: a payment's id, or that of a charge without one.
                payment text,
                check (net_cents = amount_cents - fee_cents)
            );
            -- Where the next import begins.
            create index balance_transactions_by_time on billing.balance_transactions (created_at);
            create trigger append_only before update or delete or truncate on billing.balance_transactions
                for each statement execute function billing.refuse_change();

            create table billing.reconciliations (
                id uuid primary key,
                started_at timestamptz not null,
                -- What happened before was compared by an earlier run that found nothing; null: everything was compared.
                since timestamptz,
                compared jsonb not null check (jsonb_typeof(compared) = 'object'),
                differences int not null check (differences >= 0),
                -- Null while purchases have not been compared yet.
                finished_at timestamptz
            );
            create index reconciliations_latest on billing.reconciliations (started_at desc);

            create table billing.reconciliation_differences (
                run_id uuid not null references billing.reconciliations (id),
                position int not null check (position >= 1),
                kind text not null check (kind ~ '^[a-z][a-z-]{2,59}$'),
                subject text not null,
                ours text not null,
                theirs text not null,
                remedy text not null check (remedy ~ '^remedy\.[a-z-]{3,59}$'),
                primary key (run_id, position)
            );
            create trigger append_only before update or delete or truncate on billing.reconciliation_differences
                for each statement execute function billing.refuse_change();

            do $$
            declare business text;
            declare ours text := $p$current_setting('app.actor', true) in ('system', 'staff')$p$;
            declare ourselves text := $p$current_setting('app.actor', true) = 'system'$p$;
            begin
                foreach business in array array['balance_transactions', 'reconciliations', 'reconciliation_differences'] loop
                    execute format('alter table billing.%I enable row level security', business);
                    execute format('alter table billing.%I force row level security', business);
                    execute format('create policy ours_read on billing.%I for select using (%s)', business, ours);
                    execute format('create policy system_adds on billing.%I for insert with check (%s)', business, ourselves);
                end loop;
                execute format('create policy system_closes on billing.reconciliations for update using (%s) with check (%s)', ourselves, ourselves);
            end $$;
            """);
    }
}
