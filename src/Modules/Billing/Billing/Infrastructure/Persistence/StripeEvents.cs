using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class StripeEvents(BillingDbContext db) : IStripeEvents
{
    // Two deliveries at one instant: the second waits on the key, then finds the row.
    public async Task<bool> TryAdd(StripeEvent received, DateTimeOffset at, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"""
            insert into billing.stripe_events (id, type, object_id, created_at, payload, received_at)
            values ({received.Id}, {received.Type}, {received.ObjectId}, {received.CreatedAt}, {received.Payload}, {at})
            on conflict do nothing
            """, cancel) == 1;

    public Task MarkProcessed(string id, DateTimeOffset at, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"update billing.stripe_events set processed_at = {at} where id = {id} and processed_at is null", cancel);
}
