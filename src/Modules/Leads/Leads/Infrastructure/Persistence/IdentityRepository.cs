using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Listing;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class IdentityRepository(LeadsDbContext context) : IIdentities
{
    public async Task<LeadId?> Claim(
        LeadId lead, IReadOnlyList<string> fingerprints, string scope, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        foreach (var fingerprint in fingerprints)
        {
            if (await Take(lead, fingerprint, scope, now, until, cancel)) continue;

            // The row stays locked by the attempt, so whom it names cannot change under the reading.
            var holder = await HolderOf(fingerprint, scope, cancel);
            await Release(lead, cancel);
            return holder;
        }

        return null;
    }

    // Whoever comes at the same instant waits here for the first to commit, and then finds the row taken.
    private async Task<bool> Take(LeadId lead, string fingerprint, string scope, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel) =>
        await context.Database.ExecuteSqlAsync($"""
            insert into leads.identities as identity (fingerprint, service, lead_id, until)
            values ({fingerprint}, {scope}, {lead.Value}, {until})
            on conflict (fingerprint, service) do update set lead_id = excluded.lead_id, until = excluded.until
            where identity.until <= {now} or identity.lead_id = excluded.lead_id
            """, cancel) == 1;

    private async Task<LeadId> HolderOf(string fingerprint, string scope, CancellationToken cancel)
    {
        var holders = await context.Database.SqlQuery<Guid>(
            $"""select lead_id as "Value" from leads.identities where fingerprint = {fingerprint} and service = {scope}""").ToListAsync(cancel);
        return LeadId.From(holders.Single());
    }

    public Task Release(LeadId lead, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"delete from leads.identities where lead_id = {lead.Value}", cancel);
}
