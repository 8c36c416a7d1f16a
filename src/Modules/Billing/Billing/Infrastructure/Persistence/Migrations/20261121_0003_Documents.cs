using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>Invoices and credit notes, and the numbers they take.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121000300_Documents")]
public sealed class Documents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Policies);
    }

    private const string Tables = """
        -- The last number of each kind. Not a sequence: a sequence keeps no number back for a transaction that fails, and leaves gaps.
        create table billing.document_numbers (
            kind text primary key check (kind in ('invoice', 'credit_note')),
            last bigint not null check (last > 0)
        );

        -- So that a document whose lines do not make its totals cannot exist, whoever writes it.
        create function billing.cents_of(parts jsonb) returns bigint language sql immutable
            return (select coalesce(sum((part ->> 'cents')::bigint), 0)::bigint from jsonb_array_elements(parts) part);

        create table billing.documents (
            id uuid primary key,
            kind text not null check (kind in ('invoice', 'credit_note')),
            subject text not null check (subject in ('lead', 'plan')),
            sequence bigint not null check (sequence > 0),
            number text not null unique,
            cause text not null unique,
            purchase_id uuid not null,
            contractor_id uuid not null,
            corrects uuid references billing.documents (id),
            issued_at timestamptz not null,
            locale text not null,
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            seller_name text not null,
            seller_address text not null,
            seller_email text not null,
            company text not null,
            person text not null,
            email text not null,
            lines jsonb not null check (jsonb_typeof(lines) = 'array' and jsonb_array_length(lines) > 0),
            taxes jsonb not null check (jsonb_typeof(taxes) = 'array'),
            subtotal_cents bigint not null check (subtotal_cents >= 0),
            discount_cents bigint not null check (discount_cents between 0 and subtotal_cents),
            tax_cents bigint not null check (tax_cents >= 0),
            total_cents bigint not null check (total_cents >= 0),
            card_cents bigint not null check (card_cents >= 0),
            credit_cents bigint not null check (credit_cents >= 0),
            -- Negative when a card also paid what an earlier bill, too small for it, had left at Stripe.
            balance_cents bigint not null,
            unique (kind, sequence),
            check ((kind = 'credit_note') = (corrects is not null)),
            check (kind = 'invoice' or total_cents > 0),
            check (billing.cents_of(lines) = subtotal_cents),
            check (billing.cents_of(taxes) = tax_cents),
            check (total_cents = subtotal_cents - discount_cents + tax_cents),
            check (total_cents = card_cents + credit_cents + balance_cents)
        );
        create unique index documents_one_invoice on billing.documents (purchase_id) where kind = 'invoice';
        create index documents_of_contractor on billing.documents (contractor_id, issued_at desc, id desc);
        create index documents_by_time on billing.documents (issued_at, id);
        create index documents_corrected on billing.documents (corrects) where corrects is not null;

        -- What was sent to a contractor and to the tax authority stays as it was; a mistake is corrected by a credit note.
        create trigger append_only before update or delete or truncate on billing.documents
            for each statement execute function billing.refuse_change();
        """;

    private const string Policies = """
        alter table billing.document_numbers enable row level security;
        alter table billing.document_numbers force row level security;
        alter table billing.documents enable row level security;
        alter table billing.documents force row level security;

        create policy ours_read on billing.document_numbers for select
            using (current_setting('app.actor', true) in ('system', 'staff'));
        create policy ours_begin on billing.document_numbers for insert
            with check (current_setting('app.actor', true) in ('system', 'staff'));
        create policy ours_count on billing.document_numbers for update
            using (current_setting('app.actor', true) in ('system', 'staff'))
            with check (current_setting('app.actor', true) in ('system', 'staff'));

        create policy ours_read on billing.documents for select
            using (current_setting('app.actor', true) in ('system', 'staff'));
        create policy own_read on billing.documents for select
            using (current_setting('app.actor', true) = 'contractor'
                and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid);
        create policy ours_add on billing.documents for insert
            with check (current_setting('app.actor', true) in ('system', 'staff'));
        """;
}
