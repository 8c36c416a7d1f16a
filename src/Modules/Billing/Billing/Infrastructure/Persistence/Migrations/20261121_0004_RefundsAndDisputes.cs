using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Refunds of parts, to a card or to credits, refunds that fail, and disputes.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000400_RefundsAndDisputes")]
public sealed class RefundsAndDisputes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Refunds);
        migrationBuilder.Sql(Disputes);
        migrationBuilder.Sql(WhatWentBackBefore);
    }

    private const string Refunds = """
        alter table billing.refunds
            alter column payment_intent drop not null,
            add column way text not null default 'card' check (way in ('card', 'credit')),
            -- A new key after Stripe refused for certain: the stored refusal must not be replayed.
            add column attempt int not null default 1 check (attempt >= 1),
            add column keyed_at timestamptz,
            add column tries int not null default 0 check (tries >= 0),
            add column next_try_at timestamptz,
            -- Stripe refused with a reason that may pass: nobody asks before next_try_at.
            add column refused_at timestamptz,
            -- Set once it is in the books, whatever becomes of it.
            add column succeeded_at timestamptz,
            add column owed boolean not null default false,
            -- What its credit note reverses of the invoice.
            add column credited_cents bigint not null default 0,
            drop constraint refunds_check1;

        select set_config('app.actor', 'system', true);
        update billing.refunds set
            succeeded_at = case when state = 'succeeded' then answered_at end,
            keyed_at = case when idempotency_key is not null then requested_at end,
            next_try_at = case when state = 'requested' then requested_at end,
            owed = state = 'failed' or (state = 'canceled' and stripe_id is not null);
        select set_config('app.actor', '', true);

        alter table billing.refunds
            -- Credits name a payment when they stand in for the refund of it that no card took.
            add check (way = 'credit' or payment_intent is not null),
            add check (way = 'credit' or stripe_id is not null or state in ('requested', 'needless', 'canceled')),
            add check (way = 'card' or state in ('requested', 'succeeded', 'canceled')),
            add check ((state = 'requested' and way = 'card') = (next_try_at is not null)),
            add check (state <> 'succeeded' or succeeded_at is not null),
            add check (not owed or state in ('failed', 'canceled')),
            add check (credited_cents between 0 and amount_cents);

        -- Hosts of the release before write rows until the last of them is gone, and leave out what they have no word for.
        create function billing.complete_refund() returns trigger language plpgsql as $$
        begin
            if new.state = 'requested' and new.way = 'card' then
                new.keyed_at := coalesce(new.keyed_at, case when new.idempotency_key is not null then new.requested_at end);
                new.next_try_at := coalesce(new.next_try_at, new.requested_at);
            else
                new.next_try_at := null;
            end if;
            if new.state = 'succeeded' then new.succeeded_at := coalesce(new.succeeded_at, new.answered_at); end if;
            if new.state in ('failed', 'canceled') and new.stripe_id is not null and (tg_op = 'INSERT' or old.state <> new.state) then new.owed := true; end if;
            return new;
        end $$;
        create trigger complete before insert or update on billing.refunds for each row execute function billing.complete_refund();

        create index refunds_due on billing.refunds (next_try_at) where state = 'requested';
        create index refunds_by_time on billing.refunds (requested_at);

        -- Contractors read what goes back to them, and write none of it.
        drop policy own_add on billing.refunds;
        drop policy own_change on billing.refunds;
        """;

    private const string Disputes = """
        create table billing.disputes (
            id text primary key,
            payment_intent text not null references billing.payments (payment_intent),
            purchase_id uuid not null,
            contractor_id uuid not null,
            amount_cents bigint not null check (amount_cents > 0),
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            reason text not null,
            status text not null,
            opened_at timestamptz not null,
            evidence_due_at timestamptz,
            -- When the purchase's owner was told of it; never for a mere inquiry, or for money that bought nothing.
            frozen_at timestamptz,
            closed_at timestamptz,
            changed_at timestamptz not null
        );
        create index disputes_of_purchase on billing.disputes (purchase_id);
        create index disputes_of_payment on billing.disputes (payment_intent);

        alter table billing.disputes enable row level security;
        alter table billing.disputes force row level security;
        create policy ours on billing.disputes
            using (current_setting('app.actor', true) in ('system', 'staff'))
            with check (current_setting('app.actor', true) in ('system', 'staff'));
        """;

    // Booked by the product itself when it starts, each after the payment that it gives back.
    private const string WhatWentBackBefore = """
        select set_config('app.actor', 'system', true);
        insert into billing.outbox_messages (id, name, payload, published_at, attempts, due_at)
        select gen_random_uuid(), 'billing.refund-unbooked.v1', jsonb_build_object('refund', id), succeeded_at, 0, succeeded_at
        from billing.refunds
        where succeeded_at is not null;
        select set_config('app.actor', '', true);
        """;
}
