using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Upgrades to exclusive, payments that take days, saved cards, and what a buyer wanted leads for when they bought.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000600_Exclusive")]
public sealed class Exclusive : Migration
{
    /// <summary>States that hold slots.</summary>
    private const string Active =
        "('reserved', 'opening', 'open', 'processing', 'cancelling', 'paid', 'disputed', 'charged-back', 'refund-pending', 'refund-failed')";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        -- An upgrade is a purchase of its own, with the other slots of the lead instead of one. A host of the release before knows no upgrade:
        -- it stumbles over the missing slot and leaves the row to the hosts that do.
        alter table purchasing.unlocks
            alter column slot drop not null,
            add column upgrades uuid references purchasing.unlocks,
            add column rest int check (rest between 1 and 7),
            add column kind text not null generated always as (case when upgrades is null then 'lead' else 'upgrade' end) stored,
            -- The listing's bits that it holds while it is active. Reckoned, so that no host can forget them; never null, by the checks below.
            add column slots int generated always as (coalesce(1 << (slot - 1), rest)) stored,
            add column pay_saved_card boolean not null default false,
            add column keep_card boolean not null default false,
            add column card_refusal text check (card_refusal ~ '^[a-z]+[.][a-z-]+$'),
            -- Empty: not known, as of all that were bought before. What they want today may be something else.
            add column services_then text[] not null default '{"{}"}',
            add check ((upgrades is null) = (slot is not null)),
            add check ((upgrades is null) = (rest is null)),
            add check (upgrades <> id),
            drop constraint unlocks_state_check,
            add constraint unlocks_state_check check (state in ('reserved', 'opening', 'open', 'processing', 'cancelling', 'paid', 'expired', 'refunding',
                'refunded', 'disputed', 'charged-back', 'refund-pending', 'refund-failed'));

        drop index purchasing.one_holder_per_slot;
        create unique index one_holder_per_slot on purchasing.unlocks (listing_id, slot) where state in {Active};
        drop index purchasing.one_unlock_per_contractor;
        create unique index one_unlock_per_contractor on purchasing.unlocks (listing_id, contractor_id) where upgrades is null and state in {Active};
        create unique index one_upgrade_per_listing on purchasing.unlocks (listing_id) where upgrades is not null and state in {Active};
        create index unlocks_upgrades on purchasing.unlocks (upgrades) where upgrades is not null;
        """);
}
