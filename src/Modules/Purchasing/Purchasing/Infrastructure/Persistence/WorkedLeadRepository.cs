using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class WorkedLeadRepository(PurchasingDbContext context, IUnlocks unlocks) : IWorkedLeads
{
    public async Task<WorkedLead> Of(Unlock unlock, CancellationToken cancel)
    {
        if (await context.Set<WorkedLead>().FirstOrDefaultAsync(lead => lead.UnlockId == unlock.Id, cancel) is { } known) return known;
        var begun = WorkedLead.Begin(unlock);
        context.Add(begun);
        return begun;
    }

    public void Add(LeadMove step) => context.Add(step);

    public void Add(KeptNote note) => context.Add(note);

    public void Add(LoggedAttempt attempt) => context.Add(attempt);

    public Task<bool> HasNote(UnlockId unlock, Guid note, CancellationToken cancel) =>
        context.Set<KeptNote>().AnyAsync(kept => kept.UnlockId == unlock && kept.Id == note, cancel);

    public Task<bool> HasAttempt(UnlockId unlock, Guid attempt, CancellationToken cancel) =>
        context.Set<LoggedAttempt>().AnyAsync(logged => logged.UnlockId == unlock && logged.Id == attempt, cancel);

    public Task<int> CountNotes(UnlockId unlock, CancellationToken cancel) =>
        context.Set<KeptNote>().CountAsync(kept => kept.UnlockId == unlock, cancel);

    public Task<int> CountAttempts(UnlockId unlock, CancellationToken cancel) =>
        context.Set<LoggedAttempt>().CountAsync(logged => logged.UnlockId == unlock, cancel);

    public Task RemoveNote(UnlockId unlock, Guid note, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"delete from purchasing.lead_notes where unlock_id = {unlock.Value} and id = {note}", cancel);

    public async Task<bool> HoldContact(UnlockId unlock, CancellationToken cancel)
    {
        await TakeTurns(unlock, cancel);
        return await unlocks.HasContact(unlock, cancel);
    }

    public async Task ForgetWords(UnlockId unlock, CancellationToken cancel)
    {
        // Written first: whoever is not the buyer reaches the words of a destroyed contact alone.
        await context.SaveChangesAsync(cancel);
        await TakeTurns(unlock, cancel);
        await context.Database.ExecuteSqlAsync($"delete from purchasing.lead_notes where unlock_id = {unlock.Value}", cancel);
        await context.Database.ExecuteSqlAsync(
            $"update purchasing.lead_work set reminder_at = null, reminder_text = null where unlock_id = {unlock.Value}", cancel);
        await context.Database.ExecuteSqlAsync(
            $"update purchasing.returns set note = null, appeal_text = null, staff_note = null where unlock_id = {unlock.Value}", cancel);
    }

    // The row that both want to lock is the contact's, which its buyer may only read: writing words and destroying them at one instant,
    // each would miss what the other has not committed.
    private Task TakeTurns(UnlockId unlock, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"purchasing.words:" + unlock}, 0))", cancel);
}
