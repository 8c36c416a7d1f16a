using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Purchases paid with a kept card, payments that take days, and cards that their owners choose and forget.</summary>
/// <remarks>A host of before this release knows no tries with a card. It sends such a checkout's key with another request, which Stripe
/// refuses without doing anything: one key is one request. So the key of a try with a card stands where that of a page stands.</remarks>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000700_CardPayments")]
public sealed class CardPayments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table billing.checkouts
            add column card_method text,
            add column card_intent text unique,
            add column card_refusal text check (card_refusal ~ '^billing\.[a-z-]+$'),
            add column charged_at timestamptz,
            drop constraint checkouts_state_check,
            add constraint checkouts_state_check check (state in ('opening', 'open', 'processing', 'paid', 'closed')),
            add constraint checkouts_card_intent check (card_intent is null or card_method is not null),
            -- Money that a card gave has a payment that names it, and was not refused.
            add constraint checkouts_charged check (charged_at is null or (card_intent is not null and card_refusal is null));

        -- What pages and forms name a card by. The default is for hosts of before this release, which write none.
        alter table billing.saved_cards
            add column id uuid not null default gen_random_uuid(),
            add constraint saved_cards_id unique (id);

        -- Owners choose the card that pays and have cards forgotten, once Stripe has done it; what a card is, only Stripe says.
        create function billing.refuse_own_card_details() returns trigger language plpgsql as $$
        begin
            if current_setting('app.actor', true) = 'contractor'
                and (to_jsonb(new) - 'is_default' - 'detached_at' <> to_jsonb(old) - 'is_default' - 'detached_at'
                    or (old.detached_at is not null and new.detached_at is distinct from old.detached_at)) then
                raise exception 'contractors do not write what their cards are' using errcode = 'insufficient_privilege';
            end if;
            return new;
        end $$;
        create trigger own_card_details before update on billing.saved_cards for each row execute function billing.refuse_own_card_details();

        create policy own_change on billing.saved_cards for update
            using (current_setting('app.actor', true) = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid)
            with check (current_setting('app.actor', true) = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
        """);
}
