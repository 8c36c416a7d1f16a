using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Unlocks paid with credits, and paid unlocks whose money goes back or is disputed.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000300_MoneyBack")]
public sealed class MoneyBack : Migration
{
    /// <summary>States that hold a slot.</summary>
    private const string Active =
        "('reserved', 'opening', 'open', 'cancelling', 'paid', 'disputed', 'charged-back', 'refund-pending', 'refund-failed')";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        alter table purchasing.unlocks
            add column use_credits boolean not null default false,
            add column paid_at timestamptz,
            add column refund_to_credit boolean not null default false,
            add column refund_failed_at timestamptz,
            -- Which disputes stand and which are over: their events come in any order, and more than once.
            add column open_disputes text[] not null default '{"{}"}',
            add column closed_disputes text[] not null default '{"{}"}',
            drop constraint unlocks_state_check,
            drop constraint unlocks_refund_cause_check,
            drop constraint unlocks_check3;

        -- A forced owner sees none of its own rows, unless it is somebody.
        select set_config('app.actor', 'system', true);
        update purchasing.unlocks u
        set paid_at = coalesce((select c.delivered_at from purchasing.contacts c where c.unlock_id = u.id), u.reserved_at)
        where u.state = 'paid';
        select set_config('app.actor', '', true);

        alter table purchasing.unlocks
            add check (state in ('reserved', 'opening', 'open', 'cancelling', 'paid', 'expired', 'refunding', 'refunded',
                'disputed', 'charged-back', 'refund-pending', 'refund-failed')),
            add check (state not in ('paid', 'disputed', 'charged-back', 'refund-pending', 'refund-failed') or paid_at is not null),
            -- Keys the refund at Billing, so it has to be the same at every telling.
            add check (refund_cause ~ '^[a-z][a-z0-9-]{"{0,39}"}$'),
            add check (refund_cause is null or state in ('refunding', 'refunded', 'refund-pending', 'refund-failed', 'charged-back')),
            add check (state not in ('refund-pending', 'refund-failed') or refund_cause is not null);

        drop index purchasing.one_holder_per_slot;
        create unique index one_holder_per_slot on purchasing.unlocks (listing_id, slot) where state in {Active};
        drop index purchasing.one_unlock_per_contractor;
        create unique index one_unlock_per_contractor on purchasing.unlocks (listing_id, contractor_id) where state in {Active};
        """);
}
