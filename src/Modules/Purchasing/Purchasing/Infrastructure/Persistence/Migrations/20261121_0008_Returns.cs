using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Leads that contractors give back, and every verdict on them.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000800_Returns")]
public sealed class Returns : Migration
{
    private const string Actor = "current_setting('app.actor', true)";
    private const string OwnRow = $"{Actor} = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid";
    private const string WithTheContact = $"{Actor} = 'homeowner' and unlock_id in (select c.unlock_id from purchasing.contacts c where c.withdrawn_at is not null)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            create table purchasing.returns (
                id uuid primary key,
                unlock_id uuid not null unique references purchasing.unlocks,
                contractor_id uuid not null references purchasing.contractors,
                reason text not null,
                to_credit boolean not null,
                state text not null check (state in ('requested', 'approved', 'denied', 'review', 'appealed')),
                requested_at timestamptz not null,
                due_at timestamptz,
                decided_at timestamptz,
                appeal_until timestamptz,
                appealed_at timestamptz,
                -- What people wrote; destroyed with the contact.
                note text check (char_length(note) <= 500),
                appeal_text text check (char_length(appeal_text) <= 1000),
                staff_note text check (char_length(staff_note) <= 500),
                -- How many verdicts there are.
                verdicts int not null check (verdicts >= 0),
                -- When to look again whether an approved return's money is back.
                settle_at timestamptz,
                settle_tries int not null,
                check ((state in ('requested', 'review', 'appealed')) = (due_at is not null)),
                check ((state in ('approved', 'denied')) = (decided_at is not null)),
                check (state <> 'appealed' or appealed_at is not null),
                check (settle_at is null or state = 'approved')
            );
            create index returns_due on purchasing.returns (due_at) where due_at is not null;
            create index returns_to_settle on purchasing.returns (settle_at) where settle_at is not null;
            create index returns_of_contractor on purchasing.returns (contractor_id, decided_at);

            -- Whether a contractor was given the same person before.
            create index contacts_of_contractor on purchasing.contacts (contractor_id);

            create table purchasing.return_verdicts (
                return_id uuid not null references purchasing.returns,
                number int not null check (number > 0),
                contractor_id uuid not null references purchasing.contractors,
                outcome text not null check (outcome in ('approved', 'denied', 'review')),
                rule text not null check (rule ~ '^return\.[a-z-]+$'),
                -- Counts, areas and dates; nothing of the homeowner.
                facts jsonb not null,
                by text not null check (by in ('system', 'promise', 'staff')),
                decided_at timestamptz not null,
                primary key (return_id, number)
            );
            create trigger append_only before update or delete on purchasing.return_verdicts
                for each statement execute function purchasing.refuse_change();

            -- A policy sees one row or the other, and locking a return to read it is an update too: that only a denial is appealed is said here.
            create function purchasing.refuse_false_appeal() returns trigger language plpgsql as $$
            begin
                if current_setting('app.actor', true) = 'contractor' and (old.state <> 'denied' or old.appeal_until is null) then
                    raise exception 'return % is not to be appealed', old.id using errcode = 'insufficient_privilege';
                end if;
                return new;
            end $$;
            create trigger denials_alone before update on purchasing.returns
                for each row execute function purchasing.refuse_false_appeal();

            alter table purchasing.returns enable row level security;
            alter table purchasing.returns force row level security;
            alter table purchasing.return_verdicts enable row level security;
            alter table purchasing.return_verdicts force row level security;
            """);
        migrationBuilder.Sql($"""
            create policy operators on purchasing.returns using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            -- A contractor asks and appeals. What comes of it is not theirs to write.
            create policy contractor_reads on purchasing.returns for select using ({OwnRow});
            create policy contractor_asks on purchasing.returns for insert
                with check ({OwnRow} and state = 'requested' and verdicts = 0 and unlock_id in (select u.id from purchasing.unlocks u));
            create policy contractor_appeals on purchasing.returns for update using ({OwnRow}) with check ({OwnRow} and state = 'appealed');
            create policy homeowner_reads on purchasing.returns for select using ({WithTheContact});
            create policy homeowner_forgets on purchasing.returns for update using ({WithTheContact});

            create policy operators on purchasing.return_verdicts using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            create policy contractor_reads on purchasing.return_verdicts for select using ({OwnRow});
            """);
    }
}
