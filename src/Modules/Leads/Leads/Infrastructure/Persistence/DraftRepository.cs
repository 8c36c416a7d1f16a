using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class DraftRepository(LeadsDbContext context) : IDrafts
{
    public async Task<IntakeDraft> Open(DraftId id, DateTimeOffset at, CancellationToken cancel)
    {
        // Two first steps sent at once make one draft; the second waits for the first on the primary key.
        var blank = JsonColumn.Write(IntakeDraft.BlankForm);
        await context.Database.ExecuteSqlAsync(
            $"insert into leads.drafts (id, form, started_at, saved_at) values ({id.Value}, {blank}::jsonb, {at}, {at}) on conflict do nothing",
            cancel);
        return await Find(id, cancel) ?? throw new InvalidOperationException("Only a homeowner may open a draft, and only their own.");
    }

    public async Task<IntakeDraft?> Find(DraftId id, CancellationToken cancel)
    {
        var locked = await context.Drafts.FromSql($"select * from leads.drafts where id = {id.Value} for update").ToListAsync(cancel);
        return locked.SingleOrDefault();
    }

    // Index: drafts_by_age.
    public Task<int> Delete(DateTimeOffset savedBefore, int most, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        delete from leads.drafts where id in (
            select id from leads.drafts where saved_at < {savedBefore} order by saved_at limit {most} for update skip locked)
        """,
        cancel);
}
