using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>What contractors make of the leads they bought.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000700_LeadWork")]
public sealed class LeadWork : Migration
{
    private const string Actor = "current_setting('app.actor', true)";
    private const string OwnRow = $"{Actor} = 'contractor' and contractor_id = nullif(current_setting('app.actor_id', true), '')::uuid";

    /// <summary>Of an unlock that row level security shows them: their own. An id of another's, guessed, is nothing to write on.</summary>
    private const string OwnUnlock = $"{OwnRow} and unlock_id in (select u.id from purchasing.unlocks u)";

    /// <summary>Whoever destroys a contact destroys what was written about the person, in the same transaction, and reads none of it before.</summary>
    private const string WithTheContact = "unlock_id in (select c.unlock_id from purchasing.contacts c where c.withdrawn_at is not null)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql($"""
            create policy operators on purchasing.lead_work using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            create policy own on purchasing.lead_work using ({OwnRow}) with check ({OwnUnlock});
            create policy homeowner_reads on purchasing.lead_work for select using ({Actor} = 'homeowner' and {WithTheContact});
            create policy homeowner_forgets on purchasing.lead_work for update using ({Actor} = 'homeowner' and {WithTheContact});

            -- For the contractor alone: staff never read them.
            create policy system on purchasing.lead_notes using ({Actor} = 'system') with check ({Actor} = 'system');
            create policy own on purchasing.lead_notes using ({OwnRow}) with check ({OwnUnlock});
            create policy others_read on purchasing.lead_notes for select using ({Actor} in ('homeowner', 'staff') and {WithTheContact});
            create policy others_forget on purchasing.lead_notes for delete using ({Actor} in ('homeowner', 'staff') and {WithTheContact});

            create policy operators on purchasing.contact_attempts using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            create policy own on purchasing.contact_attempts using ({OwnRow}) with check ({OwnUnlock});
            create policy operators on purchasing.lead_moves using ({Actor} in ('system', 'staff')) with check ({Actor} in ('system', 'staff'));
            create policy own on purchasing.lead_moves using ({OwnRow}) with check ({OwnUnlock});
            """);
    }

    private const string Tables = """
        -- My leads: newest first.
        create index unlocks_bought on purchasing.unlocks (contractor_id, paid_at desc, id desc) where paid_at is not null and upgrades is null;

        create table purchasing.lead_work (
            unlock_id uuid primary key references purchasing.unlocks,
            contractor_id uuid not null references purchasing.contractors,
            progress text not null check (progress in ('new', 'contacted', 'quoted', 'won', 'lost')),
            -- How far it had got before it was lost.
            furthest text not null check (furthest in ('new', 'contacted', 'quoted', 'won')),
            quoted_cents bigint check (quoted_cents between 0 and 100000000),
            earned_cents bigint check (earned_cents between 0 and 100000000),
            -- Taken away once told. Its words stay, until the contact's end.
            reminder_at timestamptz,
            reminder_text text check (char_length(reminder_text) <= 200)
        );
        create index reminders_due on purchasing.lead_work (reminder_at) where reminder_at is not null;

        create table purchasing.lead_notes (
            unlock_id uuid not null references purchasing.unlocks,
            -- Made with the form; within one unlock alone, so that nobody's ids are in anybody's way.
            id uuid not null,
            contractor_id uuid not null references purchasing.contractors,
            text text not null check (char_length(text) between 1 and 2000),
            noted_at timestamptz not null,
            primary key (unlock_id, id)
        );

        create table purchasing.contact_attempts (
            unlock_id uuid not null references purchasing.unlocks,
            id uuid not null,
            contractor_id uuid not null references purchasing.contractors,
            way text not null check (way in ('call', 'text', 'email')),
            outcome text not null check (outcome in ('reached', 'no-answer', 'voicemail', 'wrong-number', 'out-of-service', 'sent')),
            -- By the server's clock: returns are judged by it.
            attempted_at timestamptz not null,
            primary key (unlock_id, id),
            check (outcome = 'reached' or (way = 'call') = (outcome <> 'sent'))
        );

        create table purchasing.lead_moves (
            id uuid primary key,
            unlock_id uuid not null references purchasing.unlocks,
            contractor_id uuid not null references purchasing.contractors,
            kind text not null check (kind in ('progress', 'reminder')),
            detail text,
            moved_at timestamptz not null
        );
        create index lead_moves_of_unlock on purchasing.lead_moves (unlock_id, moved_at);

        alter table purchasing.lead_work enable row level security;
        alter table purchasing.lead_work force row level security;
        alter table purchasing.lead_notes enable row level security;
        alter table purchasing.lead_notes force row level security;
        alter table purchasing.contact_attempts enable row level security;
        alter table purchasing.contact_attempts force row level security;
        alter table purchasing.lead_moves enable row level security;
        alter table purchasing.lead_moves force row level security;

        -- They are evidence: whoever asks, the owner of the tables included.
        create function purchasing.refuse_change() returns trigger language plpgsql as $$
        begin
            raise exception 'rows of purchasing.% are only ever added', tg_table_name using errcode = 'insufficient_privilege';
        end $$;
        create trigger append_only before update or delete on purchasing.contact_attempts
            for each statement execute function purchasing.refuse_change();
        create trigger append_only before update or delete on purchasing.lead_moves
            for each statement execute function purchasing.refuse_change();
        """;
}
