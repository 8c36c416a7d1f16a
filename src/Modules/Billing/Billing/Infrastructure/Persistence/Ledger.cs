using System.Text.Json;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

// Whoever also issues a document takes the turn of the contractor first, then the document's number: two orders would deadlock.
internal sealed class Ledger(BillingDbContext db, Market market, TimeProvider clock) : ILedger
{
    public async Task<bool> Post(LedgerEntry entry, CancellationToken cancel)
    {
        entry.ThrowIfUnbalanced();
        if (entry.Lines.Count == 0) return false;

        var credited = -entry.Lines.Where(line => line.Account == LedgerAccounts.Credits).Sum(line => line.Cents);
        if (credited != 0) await HoldAccount(entry, cancel);
        if (!await TryAdd(entry, cancel)) return false;

        foreach (var (index, line) in entry.Lines.Index())
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into billing.ledger_lines (entry_id, position, account, contractor_id, cents)
                values ({entry.Id}, {index + 1}, {line.Account}, {entry.Contractor?.Value}, {line.Cents})
                """, cancel);
        }

        if (credited != 0)
            await db.Database.ExecuteSqlAsync($"update billing.accounts set credit_cents = credit_cents + {credited} where contractor_id = {entry.Contractor!.Value.Value}", cancel);
        return true;
    }

    public Task Keep(LedgerCheckView check, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"""
        insert into billing.ledger_checks (id, checked_at, entries, faults)
        values ({Guid.CreateVersion7(check.At)}, {check.At}, {check.Entries}, {JsonSerializer.Serialize(check.Faults, EventJson.Options)}::jsonb)
        """, cancel);

    // Two posts of one cause: the second waits for the first one's commit, then finds it.
    private async Task<bool> TryAdd(LedgerEntry entry, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"""
            insert into billing.ledger_entries (id, cause, contractor_id, currency, occurred_at, posted_at, note, line_count)
            values ({entry.Id}, {entry.Cause}, {entry.Contractor?.Value}, {entry.Currency}, {entry.OccurredAt}, {clock.GetUtcNow()}, {entry.Note}, {entry.Lines.Count})
            on conflict (cause) do nothing
            """, cancel) == 1;

    // Held before the entry has its number: so a contractor's entries are numbered in the order in which their balance moved.
    private async Task HoldAccount(LedgerEntry entry, CancellationToken cancel)
    {
        if (entry.Contractor is not { } contractor) throw new InvalidOperationException($"Ledger entry {entry.Cause} moves credits of nobody.");
        if (entry.Currency != market.Currency) throw new InvalidOperationException($"Ledger entry {entry.Cause} moves credits in {entry.Currency}.");

        await db.TakeTurn(contractor, cancel);

        // What the command has made so far, the account itself perhaps, has to stand before SQL can move it.
        await db.SaveChangesAsync(cancel);
        await db.Database.ExecuteSqlAsync($"""
            insert into billing.accounts (contractor_id, created_at) values ({contractor.Value}, {clock.GetUtcNow()}) on conflict do nothing
            """, cancel);
    }
}
