using LeadMarket.Purchasing.Application.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class Nights(PurchasingDbContext context) : INights
{
    public async Task<bool> Take(DateOnly night, DateTimeOffset now, DateTimeOffset abandoned, CancellationToken cancel)
    {
        await context.Database.ExecuteSqlAsync($"""
            insert into purchasing.nights (night, taken_at, closed_at)
            select {night}, {now}, {now} where not exists (select from purchasing.nights)
            on conflict do nothing
            """, cancel);
        return await context.Database.ExecuteSqlAsync($"""
            insert into purchasing.nights as known (night, taken_at) values ({night}, {now})
            on conflict (night) do update set taken_at = {now} where known.closed_at is null and known.taken_at <= {abandoned}
            """, cancel) == 1;
    }

    public Task Close(DateOnly night, Guid run, DateTimeOffset now, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"update purchasing.nights set closed_at = {now}, run = {run} where night = {night} and closed_at is null", cancel);
}
